import { Button, Input, Modal, Upload } from 'antd';
import { Check, FileUp, X } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from './designer-store';
import { importSchema } from './import-schema';

/** Fields from any JSON Schema, with a list of what was taken and what was not. */
export function ImportDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const store = useStore();
  const [text, setText] = useState('');
  const outcome = useMemo(() => {
    if (text.trim() === '') return null;
    try {
      return importSchema(store.doc(), JSON.parse(text));
    } catch {
      return { doc: store.doc(), notes: null };
    }
  }, [text, store]);
  const taken = outcome?.notes?.filter((note) => note.taken) ?? [];
  return (
    <Modal
      open
      width={640}
      title={t('importSchema.title')}
      onCancel={onClose}
      okText={t('importSchema.take', { count: taken.length })}
      cancelText={t('common.cancel')}
      okButtonProps={{ disabled: taken.length === 0 }}
      onOk={() => {
        if (outcome) store.replace(outcome.doc);
        onClose();
      }}
    >
      <p className="second">{t('importSchema.hint')}</p>
      <Upload
        accept=".json,application/json,application/schema+json"
        showUploadList={false}
        beforeUpload={(file) => {
          void file.text().then(setText);
          return false;
        }}
      >
        <Button icon={<FileUp size={14} />}>{t('importSchema.file')}</Button>
      </Upload>
      <Input.TextArea
        className="import-schema-text"
        aria-label={t('importSchema.paste')}
        placeholder={t('importSchema.paste')}
        autoSize={{ minRows: 6, maxRows: 12 }}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      {outcome && outcome.notes === null && <p className="control-error">{t('expert.syntax')}</p>}
      <ul className="import-notes">
        {outcome?.notes?.map((note) => (
          <li key={`${note.path} ${note.name} ${note.reason}`}>
            {note.taken ? (
              <Check size={14} aria-label={t('importSchema.taken')} />
            ) : (
              <X size={14} aria-label={t('importSchema.left')} />
            )}
            <span>
              {note.name && <strong>{note.name}</strong>}{' '}
              {note.reason && t(`importSchema.reason.${note.reason}`, { detail: note.detail ?? '' })}
            </span>
          </li>
        ))}
      </ul>
    </Modal>
  );
}
