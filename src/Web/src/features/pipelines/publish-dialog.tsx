import { useQueryClient } from '@tanstack/react-query';
import { Button, Drawer, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '@/api/client';
import { publish, readDefinition } from '@/api/definitions';
import { App } from '@/components/feedback';
import { useReport } from '@/components/use-report';
import { useText } from '@/lib/text';
import { pipelineChanges } from './pipeline-changes';
import { usePipelineDesign } from './pipeline-context';
import { removedStages, type PipelineDocument } from './pipeline-document';
import { Relocation } from './relocation';

type Props = { onClose: () => void; onPublished: () => Promise<void>; onStale: () => void };

/** What publishing changes in words; records of stages that go are given a place first. */
export function PublishDialog({ onClose, onPublished, onStale }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const { store, counts } = usePipelineDesign();
  const client = useQueryClient();
  const report = useReport();
  const { message } = App.useApp();
  const [doc] = useState(() => store.doc());
  const [note, setNote] = useState('');
  const [isPublishing, setPublishing] = useState(false);
  const changes = pipelineChanges(store.published, doc, (value, fallback) => text(value, fallback));
  const full = removedStages(store.published, doc).filter((stage) => (counts.get(stage.key) ?? 0) > 0);

  const go = async () => {
    setPublishing(true);
    try {
      const version = await publish('pipelines', doc.key, doc, store.baseVersion, note.trim() || undefined);
      store.rebase(doc, version);
      store.setFaults([]);
      await onPublished();
      await Promise.all([
        client.invalidateQueries({ queryKey: ['pipelines'] }),
        client.invalidateQueries({ queryKey: ['versions', 'pipelines', doc.key] }),
        client.invalidateQueries({ queryKey: ['forms'] }),
        client.invalidateQueries({ queryKey: ['records'] }),
      ]);
      void message.success(t('publish.done', { form: text(doc.title, doc.key) }));
      onClose();
    } catch (error) {
      if (error instanceof ApiError && error.status === 409) onStale();
      else if (error instanceof ApiError && error.errors.length > 0) {
        store.setFaults(error.errors);
        onClose();
      } else report(error);
    } finally {
      setPublishing(false);
    }
  };
  return (
    <Drawer
      open
      size={480}
      title={t('publish.title')}
      onClose={onClose}
      footer={
        <div className="sheet-actions">
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="primary" loading={isPublishing} disabled={full.length > 0} onClick={() => void go()}>
            {t('publish.publish')}
          </Button>
        </div>
      }
    >
      {full.map((stage) => (
        <Relocation key={stage.key} stage={stage} />
      ))}
      <section className="sheet-section">
        <h3>{t('publish.changes')}</h3>
        {changes.length === 0 ? (
          <p className="second">{t('publish.noChanges')}</p>
        ) : (
          <ul className="change-words">
            {changes.map((change, index) => (
              <li key={index}>{t(`pipelineChange.${change.kind}`, change)}</li>
            ))}
          </ul>
        )}
      </section>
      <label className="setting">
        <span className="setting-label">{t('publish.note')}</span>
        <Input.TextArea
          value={note}
          maxLength={500}
          autoSize={{ minRows: 2, maxRows: 5 }}
          onChange={(event) => setNote(event.target.value)}
        />
      </label>
    </Drawer>
  );
}

/** The newest published version, for whoever was overtaken. */
export const readPublished = (key: string) => readDefinition<PipelineDocument>('pipelines', key);
