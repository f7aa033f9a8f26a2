import { FileUp } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useUploadTemplate, type Template } from '@/api/templates';
import { FaultList } from './fault-list';

/** Takes a template as an archive. It installs nothing; its preview comes next. */
export function TemplateUpload({ onDone }: { onDone: (template: Template) => void }) {
  const { t } = useTranslation();
  const upload = useUploadTemplate();
  const [over, setOver] = useState(false);
  const send = (file: File | undefined) => file && !upload.isPending && upload.mutate(file, { onSuccess: onDone });
  return (
    <>
      <label
        className={over ? 'template-drop over' : 'template-drop'}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          send(event.dataTransfer.files[0]);
        }}
      >
        <input
          type="file"
          className="visually-hidden"
          accept=".zip,application/zip"
          onChange={(event) => {
            send(event.target.files?.[0]);
            event.target.value = '';
          }}
        />
        <FileUp size={24} aria-hidden />
        <span aria-live="polite">
          <strong>{t(upload.isPending ? 'templates.uploading' : 'templates.upload')}</strong>
          <span className="second template-drop-more">{t('templates.uploadHint')}</span>
        </span>
      </label>
      {upload.isError && <FaultList error={upload.error} title={t('templates.refused')} />}
    </>
  );
}
