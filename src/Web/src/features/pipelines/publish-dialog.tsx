import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Drawer, Input, Progress, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '@/api/client';
import { publish, readDefinition } from '@/api/definitions';
import { isActive, jobQuery, jobShare } from '@/api/jobs';
import { relocate, stageCountsQuery } from '@/api/pipelines';
import { App } from '@/components/feedback';
import { useReport } from '@/components/use-report';
import { useFormat } from '@/lib/use-format';
import { useText } from '@/lib/text';
import { pipelineChanges } from './pipeline-changes';
import { usePipelineDesign } from './pipeline-context';
import { removedStages, type PipelineDocument, type StageDocument } from './pipeline-document';

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
        <Relocation key={stage.key} stage={stage} doc={doc} />
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

/** Where the records of a stage go that is taken out. */
function Relocation({ stage, doc }: { stage: StageDocument; doc: PipelineDocument }) {
  const { t } = useTranslation();
  const text = useText();
  const format = useFormat();
  const client = useQueryClient();
  const report = useReport();
  const { counts, store } = usePipelineDesign();
  // Only what is published already can take records in.
  const published = new Set(store.published?.stages.map((item) => item.key));
  const targets = doc.stages.filter((item) => published.has(item.key));
  const [to, setTo] = useState<string>();
  const [jobId, setJob] = useState<string | null>(null);
  const job = useQuery({ ...jobQuery(jobId ?? ''), enabled: jobId !== null }).data;
  const count = counts.get(stage.key) ?? 0;
  const start = async () => {
    if (!to) return;
    try {
      setJob((await relocate(doc.key, stage.key, to)).id);
    } catch (error) {
      report(error);
    }
  };
  const isDone = job !== undefined && !isActive(job);
  const [isSeen, setSeen] = useState(false);
  if (isDone && !isSeen) {
    setSeen(true);
    void client.invalidateQueries({ queryKey: stageCountsQuery(doc.key).queryKey });
  }
  return (
    <section className="sheet-section relocation" aria-label={text(stage.title, stage.key)}>
      <h3>{t('relocation.title', { stage: text(stage.title, stage.key) })}</h3>
      <p>{t('relocation.count', { count, shown: format.number(count) })}</p>
      <div className="setting-actions">
        <Select
          className="grow"
          aria-label={t('relocation.to')}
          placeholder={t('relocation.to')}
          value={to}
          options={targets.map((item) => ({ value: item.key, label: text(item.title, item.key) }))}
          onChange={setTo}
        />
        <Button disabled={!to || (job !== undefined && isActive(job))} onClick={() => void start()}>
          {t('relocation.do')}
        </Button>
      </div>
      {job && isActive(job) && <Progress percent={Math.round(jobShare(job) * 100)} size="small" />}
      {isDone && count > 0 && <p className="control-error">{t('relocation.left', { count, shown: format.number(count) })}</p>}
    </section>
  );
}

/** The newest published version, for whoever was overtaken. */
export const readPublished = (key: string) => readDefinition<PipelineDocument>('pipelines', key);
