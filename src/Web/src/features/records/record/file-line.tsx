import { Button } from 'antd';
import { Trash2, Upload } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FileInfo } from '@/api/types';
import { App } from '@/components/feedback';
import { useReport } from '@/components/use-report';
import { useFormat } from '@/lib/use-format';
import type { FileFamily } from './file-families';
import { FileLink } from './file-link';
import { useDeleteFile, useUploadFile } from './record-api';

type Props = { form: string; id: number; family: FileFamily; canEdit: boolean };

/** A file in its newest version, with those before it folded away. */
export function FileLine({ form, id, family, canEdit }: Props) {
  const { t } = useTranslation();
  const report = useReport();
  const picker = useRef<HTMLInputElement>(null);
  const [unfolded, setUnfolded] = useState(false);
  const upload = useUploadFile(form, id);
  const { newest, earlier } = family;
  return (
    <li>
      <Version form={form} id={id} file={newest} canEdit={canEdit}>
        {canEdit && (
          <>
            <input
              ref={picker}
              type="file"
              hidden
              data-replaces={newest.id}
              onChange={(event) => {
                const file = event.target.files?.[0];
                if (file) upload.mutate({ file, replaces: newest.id }, { onError: report });
                event.target.value = '';
              }}
            />
            <Button
              type="text"
              size="small"
              icon={<Upload size={14} />}
              loading={upload.isPending}
              aria-label={t('file.newVersion', { name: newest.name })}
              title={t('file.newVersion', { name: newest.name })}
              onClick={() => picker.current?.click()}
            />
          </>
        )}
      </Version>
      {earlier.length > 0 && (
        <Button type="link" size="small" aria-expanded={unfolded} onClick={() => setUnfolded(!unfolded)}>
          {t('file.earlier', { count: earlier.length })}
        </Button>
      )}
      {unfolded && (
        <ul className="plain-list earlier-files">
          {earlier.map((file) => (
            <li key={file.id}>
              <Version form={form} id={id} file={file} canEdit={canEdit} />
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

type VersionProps = { form: string; id: number; file: FileInfo; canEdit: boolean; children?: React.ReactNode };

function Version({ form, id, file, canEdit, children }: VersionProps) {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  const format = useFormat();
  const report = useReport();
  const remove = useDeleteFile(form, id);
  const ask = () =>
    modal.confirm({
      title: t('record.deleteFile', { name: file.name }),
      okText: t('common.delete'),
      cancelText: t('common.cancel'),
      okButtonProps: { danger: true },
      icon: null,
      onOk: () => remove.mutateAsync(file.id).catch(report),
    });
  return (
    <div className="file-line">
      <span className="grow">
        <FileLink file={file} />
        <span className="event-time"> {format.fileSize(file.size)}</span>
      </span>
      {children}
      {canEdit && (
        <Button
          type="text"
          size="small"
          aria-label={t('record.deleteFile', { name: file.name })}
          icon={<Trash2 size={14} />}
          onClick={ask}
        />
      )}
    </div>
  );
}
