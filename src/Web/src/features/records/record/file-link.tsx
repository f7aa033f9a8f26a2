import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FileInfo } from '@/api/types';
import { FilePreview } from './file-preview';

/** The name of a file: shows it where a browser can, else fetches it. */
export function FileLink({ file, className = '' }: { file: FileInfo; className?: string }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const version = file.version > 1 && <span className="event-time"> {t('file.version', { version: file.version })}</span>;
  if (!file.shown)
    return (
      <a className={className} href={`/api/files/${file.id}`} download>
        {file.name}
        {version}
      </a>
    );
  return (
    <>
      <Button
        type="link"
        className={`file-link ${className}`}
        aria-label={t('file.preview', { name: file.name })}
        onClick={() => setOpen(true)}
      >
        {file.name}
        {version}
      </Button>
      {open && <FilePreview file={file} onClose={() => setOpen(false)} />}
    </>
  );
}
