import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { App, Badge, Button, Popover, Progress } from 'antd';
import { Bell } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormInfo } from '@/api/forms';
import { isActive, jobProblem, jobShare, jobsQuery, rejectedUrl, useCancelJob, type Job } from '@/api/jobs';
import { refreshRecords } from '@/api/records';
import { currentLanguage, formPlural } from '@/lib/text';
import { useFormat } from '@/lib/use-format';
import './jobs-menu.css';
import { useReport } from './use-report';

const none: Job[] = [];

/** The bell: what runs in the background goes on there whatever screen is open, and says when it is done. */
export function JobsMenu() {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const jobs = (useQuery(jobsQuery).data ?? none).filter((job) => !job.dryRun);
  const active = jobs.filter(isActive).length;
  useFinished(jobs);
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      open={open}
      onOpenChange={setOpen}
      destroyOnHidden
      content={
        <div className="jobs">
          <h2>{t('jobs.title')}</h2>
          {jobs.length === 0 && <p className="second">{t('jobs.nothing')}</p>}
          <ul>
            {jobs.slice(0, 8).map((job) => (
              <JobLine key={job.id} job={job} onClose={() => setOpen(false)} />
            ))}
          </ul>
        </div>
      }
    >
      <button type="button" className="bell" aria-label={active > 0 ? t('jobs.openActive', { count: active }) : t('jobs.open')}>
        <Badge dot={active > 0} offset={[-2, 2]}>
          <Bell size={18} aria-hidden />
        </Badge>
      </button>
    </Popover>
  );
}

/** Tells that a job ended while this page was open. */
function useFinished(jobs: Job[]) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { message } = App.useApp();
  const running = useRef(new Set<Job['id']>());
  useEffect(() => {
    for (const job of jobs) {
      if (isActive(job)) running.current.add(job.id);
      else if (running.current.delete(job.id)) {
        void refreshRecords(client);
        void client.invalidateQueries({ queryKey: ['reports'] });
        if (job.state === 'succeeded') message.success(t('jobs.finished'));
        else if (job.state === 'failed') message.error(jobProblem(job) || t('state.failedTitle'));
      }
    }
  }, [jobs, client, message, t]);
}

function JobLine({ job, onClose }: { job: Job; onClose: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const report = useReport();
  const info = useFormInfo(job.form ?? '');
  const cancel = useCancelJob();
  const at = job.finishedAt ?? job.startedAt ?? job.createdAt;
  const rejected = job.rejected ?? 0;
  const name = t('jobs.import', { form: formPlural(info, currentLanguage()) });
  return (
    <li>
      <div className="job-head">
        {job.form && info?.can.read ? (
          <Link to="/f/$form" params={{ form: job.form }} onClick={onClose}>
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
            : t(`jobs.${job.state}`, { shown: format.number((job.created ?? 0) + (job.updated ?? 0)) })}
          {rejected > 0 && (
            <>
              {' · '}
              <a href={rejectedUrl(job)}>{t('jobs.rejected', { shown: format.number(rejected) })}</a>
            </>
          )}
        </p>
      )}
    </li>
  );
}
