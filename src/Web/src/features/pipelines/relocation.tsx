import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Progress, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isActive, jobQuery, jobShare } from '@/api/jobs';
import { relocate, stageCountsQuery } from '@/api/pipelines';
import { useReport } from '@/components/use-report';
import { useText } from '@/lib/text';
import { useFormat } from '@/lib/use-format';
import { usePipelineDesign, usePipelineDoc } from './pipeline-context';
import type { StageDocument } from './pipeline-document';

/** Where the records go of a stage that is taken out; without one, those that are older than the pipeline and have none. */
export function Relocation({ stage }: { stage?: StageDocument }) {
  const { t } = useTranslation();
  const text = useText();
  const format = useFormat();
  const client = useQueryClient();
  const report = useReport();
  const { counts, store } = usePipelineDesign();
  const doc = usePipelineDoc();
  // Only what is published already can take records in.
  const published = new Set(store.published?.stages.map((item) => item.key));
  const targets = doc.stages.filter((item) => published.has(item.key));
  const name = stage && text(stage.title, stage.key);
  const [to, setTo] = useState<string | undefined>(stage ? undefined : targets[0]?.key);
  const [jobId, setJob] = useState<string | null>(null);
  const job = useQuery({ ...jobQuery(jobId ?? ''), enabled: jobId !== null }).data;
  const count = counts.get(stage?.key ?? null) ?? 0;
  const start = async () => {
    if (!to) return;
    try {
      setJob((await relocate(doc.key, stage?.key ?? null, to)).id);
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
    <section className="sheet-section relocation" aria-label={name ?? t('relocation.without')}>
      <h3>{name === undefined ? t('relocation.without') : t('relocation.title', { stage: name })}</h3>
      <p>{t(stage ? 'relocation.count' : 'relocation.countWithout', { count, shown: format.number(count) })}</p>
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
      <p className="second">
        {t('relocation.now')} {targets.length < doc.stages.length && t('relocation.new')}
      </p>
      {job && isActive(job) && <Progress percent={Math.round(jobShare(job) * 100)} size="small" />}
      {isDone && count > 0 && <p className="control-error">{t('relocation.left', { count, shown: format.number(count) })}</p>}
    </section>
  );
}
