import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { Paperclip, Trash2 } from 'lucide-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { App } from '@/components/feedback';
import { useReport } from '@/components/use-report';
import { useFormat } from '@/lib/use-format';
import { Panel } from './panel';
import { filesQuery, useDeleteFile, useUploadFile } from './record-api';

export function Files({ form, id, canEdit }: { form: string; id: number; canEdit: boolean }) {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  const format = useFormat();
  const report = useReport();
  const picker = useRef<HTMLInputElement>(null);
  const files = useQuery(filesQuery(form, id)).data?.items ?? [];
  const upload = useUploadFile(form, id);
  const remove = useDeleteFile(form, id);
  const uploadAll = async (chosen: File[]) => {
    for (const file of chosen) await upload.mutateAsync({ file }).catch(report);
  };
  return (
    <Panel title={t('record.files')} count={files.length}>
      {files.length > 0 && (
        <ul className="plain-list">
          {files.map((file) => (
            <li key={file.id} className="file-line">
              <a href={`/api/files/${file.id}`} download>
                {file.name}
              </a>
              <span className="event-time grow">{format.fileSize(file.size)}</span>
              {canEdit && (
                <Button
                  type="text"
                  size="small"
                  aria-label={t('record.deleteFile', { name: file.name })}
                  icon={<Trash2 size={14} />}
                  onClick={() =>
                    void modal.confirm({
                      title: t('record.deleteFile', { name: file.name }),
                      okText: t('common.delete'),
                      cancelText: t('common.cancel'),
                      okButtonProps: { danger: true },
                      icon: null,
                      onOk: () => remove.mutateAsync(file.id).catch(report),
                    })
                  }
                />
              )}
            </li>
          ))}
        </ul>
      )}
      <input
        ref={picker}
        type="file"
        multiple
        hidden
        onChange={(event) => {
          void uploadAll([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
      <Button icon={<Paperclip size={16} />} loading={upload.isPending} onClick={() => picker.current?.click()}>
        {t('field.attach')}
      </Button>
    </Panel>
  );
}
