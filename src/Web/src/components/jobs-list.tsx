import { Link } from '@tanstack/react-router';
import { Button, Progress } from 'antd';
import { useTranslation } from 'react-i18next';
import { useFormInfo } from '@/api/forms';
import { isActive, jobProblem, jobShare, rejectedUrl, useCancelJob, type Job } from '@/api/jobs';
import { currentLanguage, formPlural } from '@/lib/text';
import { useFormat } from '@/lib/use-format';
import { useReport } from './use-report';

/** What runs in the background and what has ended, latest first. */
export default function JobsList({ jobs, onClose }: { jobs: Job[]; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <div className="jobs">
      <h2>{t('jobs.title')}</h2>
      {jobs.length === 0 && <p className="second">{t('jobs.nothing')}</p>}
      <ul>
        {jobs.slice(0, 8).map((job) => (
          <JobLine key={job.id} job={job} onClose={onClose} />
        ))}
      </ul>
    </div>
  );
}

const done: Record<string, string> = { formulas: 'jobs.recalculated', sample: 'jobs.sampled', template_data: 'jobs.loaded' };
const doneKey = (job: Job) =>
  (job.state === 'succeeded' && done[job.kind]) || (job.kind === 'formulas' ? 'jobs.recalculated' : `jobs.${job.state}`);

function JobLine({ job, onClose }: { job: Job; onClose: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const report = useReport();
  const info = useFormInfo(job.form ?? '');
  const cancel = useCancelJob();
  const at = job.finishedAt ?? job.startedAt ?? job.createdAt;
  const isHandover = job.kind.startsWith('handover');
  const rejected = job.rejected ?? job.skipped ?? 0;
  const name = isHandover
    ? t(job.kind === 'handover' ? 'handover.title' : 'jobs.undoHandover')
    : t(`jobs.kind.${job.kind}`, { form: formPlural(info, currentLanguage()) });
  return (
    <li>
      <div className="job-head">
        {job.form && info?.can.read ? (
          <Link to="/f/$form" params={{ form: job.form }} onClick={onClose}>
            {name}
          </Link>
        ) : isHandover ? (
          <Link to="/settings/handovers" onClick={onClose}>
            {name}
          </Link>
        ) : (
          <span>{name}</span>
        )}
        <span className="second">{at && format.ago(at)}</span>
      </div>
      {isActive(job) ? (
        <div className="job-running">
          <Progress percent={Math.round(jobShare(job) * 100)} size="small" strokeColor="var(--accent)" aria-label={name} />
          <Button size="small" onClick={() => cancel.mutate(job.id, { onError: report })}>
            {t('common.cancel')}
          </Button>
        </div>
      ) : (
        <p className="second">
          {job.state === 'failed'
            ? jobProblem(job)
            : isHandover
              ? t(job.state === 'cancelled' ? 'handover.cancelled' : 'handover.done', { shown: format.number(job.moved ?? 0) })
              : t(doneKey(job), { shown: format.number((job.created ?? 0) + (job.updated ?? 0)) })}
          {rejected > 0 && (
            <>
              {' · '}
              <a href={rejectedUrl(job)}>
                {t(isHandover ? 'handover.skipped' : 'jobs.rejected', { shown: format.number(rejected) })}
              </a>
            </>
          )}
        </p>
      )}
    </li>
  );
}
