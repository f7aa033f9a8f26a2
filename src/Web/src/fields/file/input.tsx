import { Button } from 'antd';
import { Paperclip, X } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError, post } from '@/api/client';
import type { FileInfo } from '@/api/types';
import type { InputProps } from '../types';
import { FileLink } from './view';

export function FileInput(props: InputProps) {
  const { t } = useTranslation();
  const picker = useRef<HTMLInputElement>(null);
  const [names, setNames] = useState<Record<number, string>>({});
  const [busy, setBusy] = useState(false);
  const ids = Array.isArray(props.value) ? (props.value as number[]) : [];
  const full = props.field.x.maxFiles !== undefined && ids.length >= props.field.x.maxFiles;

  const upload = async (files: File[]) => {
    setBusy(true);
    props.onProblem?.(null);
    const added: number[] = [];
    try {
      for (const file of files) {
        const body = new FormData();
        body.set('file', file);
        const saved = await post<FileInfo>('/api/files', body);
        added.push(saved.id);
        setNames((before) => ({ ...before, [saved.id]: saved.name }));
      }
    } catch (error) {
      props.onProblem?.(error instanceof ApiError ? error.message : String(error));
    }
    setBusy(false);
    if (added.length) props.onChange([...ids, ...added]);
  };
  return (
    <div className="files">
      {ids.map((id) => (
        <span key={id} className="choice">
          <FileLink id={id} name={names[id]} />
          <Button
            type="text"
            size="small"
            disabled={props.disabled}
            aria-label={t('common.remove')}
            icon={<X size={14} />}
            onClick={() => props.onChange(ids.length > 1 ? ids.filter((other) => other !== id) : null)}
          />
        </span>
      ))}
      <input
        ref={picker}
        type="file"
        multiple
        hidden
        onChange={(event) => {
          void upload([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
      <Button
        id={props.id}
        aria-describedby={props.describedBy}
        disabled={props.disabled || full}
        loading={busy}
        icon={<Paperclip size={16} />}
        onClick={() => picker.current?.click()}
      >
        {t('field.attach')}
      </Button>
    </div>
  );
}
