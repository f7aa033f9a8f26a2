import { Button, Drawer, Input } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ChangeWords } from './words';

type Props = {
  /** What publishing changes, in words. */
  sentences: readonly string[];
  isBlocked?: boolean;
  /** What must be decided first. */
  children?: ReactNode;
  onPublish: (note: string | undefined) => Promise<void>;
  onClose: () => void;
};

/** What publishing changes and why, for the list of versions; then the act itself. */
export function PublishDrawer({ sentences, isBlocked, children, onPublish, onClose }: Props) {
  const { t } = useTranslation();
  const [note, setNote] = useState('');
  const [isPublishing, setPublishing] = useState(false);
  const go = async () => {
    setPublishing(true);
    await onPublish(note.trim() || undefined);
    setPublishing(false);
  };
  return (
    <Drawer
      open
      size="min(480px, 100vw)"
      title={t('publish.title')}
      onClose={onClose}
      footer={
        <div className="sheet-actions">
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="primary" loading={isPublishing} disabled={isBlocked} onClick={() => void go()}>
            {t('publish.publish')}
          </Button>
        </div>
      }
    >
      {children}
      <section className="sheet-section">
        <h3>{t('publish.changes')}</h3>
        <ChangeWords sentences={sentences} empty={t('publish.noChanges')} />
      </section>
      <PublishNote value={note} onChange={setNote} />
    </Drawer>
  );
}

export function PublishNote({ value, onChange }: { value: string; onChange: (note: string) => void }) {
  const { t } = useTranslation();
  return (
    <label className="setting">
      <span className="setting-label">{t('publish.note')}</span>
      <Input.TextArea
        value={value}
        maxLength={500}
        autoSize={{ minRows: 2, maxRows: 5 }}
        onChange={(event) => onChange(event.target.value)}
      />
    </label>
  );
}
