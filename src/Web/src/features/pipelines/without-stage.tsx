import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isActive, jobQuery } from '@/api/jobs';
import { relocate, stageCountsQuery } from '@/api/pipelines';
import { useReport } from '@/components/use-report';
import { usePipelineDesign, usePipelineDoc } from './pipeline-context';
import { Relocation } from './relocation';

/** Records that are older than the pipeline and stand at no stage are given one, at once. */
export function WithoutStage() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const report = useReport();
  const { counts, store } = usePipelineDesign();
  const doc = usePipelineDoc();
  // Only what is published already can take records in.
  const published = new Set(store.published?.stages.map((item) => item.key));
  const stages = doc.stages.filter((item) => published.has(item.key));
  const [to, setTo] = useState(stages[0]?.key);
  const [jobId, setJob] = useState<string | null>(null);
  const job = useQuery({ ...jobQuery(jobId ?? ''), enabled: jobId !== null }).data;
  const start = async () => {
    if (!to) return;
    try {
      setJob((await relocate(doc.key, null, to)).id);
    } catch (error) {
      report(error);
    }
  };
  const isBusy = job !== undefined && isActive(job);
  const [isSeen, setSeen] = useState(false);
  if (job !== undefined && !isBusy && !isSeen) {
    setSeen(true);
    void client.invalidateQueries({ queryKey: stageCountsQuery(doc.key).queryKey });
  }
  return (
    <Relocation
      title={t('relocation.without')}
      question="relocation.countWithout"
      count={counts.get(null) ?? 0}
      stages={stages}
      to={to}
      job={job}
      isBusy={isBusy}
      act={
        <Button disabled={!to || isBusy} onClick={() => void start()}>
          {t('relocation.do')}
        </Button>
      }
      onChoose={setTo}
    >
      <p className="second">{t('relocation.now')}</p>
    </Relocation>
  );
}
