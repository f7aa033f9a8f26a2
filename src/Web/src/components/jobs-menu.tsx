import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Popover } from 'antd';
import { Bell } from 'lucide-react';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isActive, jobProblem, jobsQuery, type Job } from '@/api/jobs';
import { refreshRecords } from '@/api/records';
import { App } from './feedback';
import './jobs-menu.css';

const JobsList = lazy(() => import('./jobs-list'));
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
        <Suspense fallback={<div className="jobs" />}>
          <JobsList jobs={jobs} onClose={() => setOpen(false)} />
        </Suspense>
      }
    >
      <button type="button" className="bell" aria-label={active > 0 ? t('jobs.openActive', { count: active }) : t('jobs.open')}>
        <Bell size={18} aria-hidden />
        {active > 0 && <i className="bell-dot" />}
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
        if (job.state === 'succeeded') message.success(t(job.kind === 'import' ? 'jobs.finished' : 'jobs.handoverFinished'));
        else if (job.state === 'failed') message.error(jobProblem(job) || t('state.failedTitle'));
      }
    }
  }, [jobs, client, message, t]);
}
