import { Button, Progress } from 'antd';
import { useTranslation } from 'react-i18next';
import { jobShare, useCancelJob, type Job } from '@/api/jobs';
import { useReport } from '@/components/use-report';
import { useFormat } from '@/lib/use-format';

/** How far a running job is, and the way to stop it. */
export function JobProgress({ job, label }: { job: Job; label: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const report = useReport();
  const cancel = useCancelJob();
  return (
    <div className="job-progress">
      <p aria-live="polite">
        {label}{' '}
        {job.total ? (
          <span className="second figure">
            {t('import.progress', { done: format.number(job.processed ?? 0), all: format.number(job.total) })}
          </span>
        ) : null}
      </p>
      <Progress percent={Math.round(jobShare(job) * 100)} showInfo={false} strokeColor="var(--accent)" aria-label={label} />
      <Button loading={cancel.isPending} onClick={() => cancel.mutate(job.id, { onError: report })}>
        {t('common.cancel')}
      </Button>
    </div>
  );
}
