import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Popover } from 'antd';
import { Bell } from 'lucide-react';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isActive, jobProblem, jobsQuery, type Job } from '@/api/jobs';
import { bellQuery } from '@/api/notifications';
import { refreshRecords } from '@/api/records';
import { App } from './feedback';
import './bell.css';

const BellList = lazy(() => import('./bell-list'));
const none: Job[] = [];

/** The bell: what others did that concerns this person, and what runs in the background goes on there whatever screen is open, and says when it is done. */
export function BellMenu() {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const jobs = (useQuery(jobsQuery).data ?? none).filter((job) => !job.dryRun);
  const active = jobs.filter(isActive).length;
  const told = useQuery(bellQuery).data;
  const unread = told?.unread ?? 0;
  useFinished(jobs);
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      open={open}
      onOpenChange={setOpen}
      destroyOnHidden
      content={
        <Suspense fallback={<div className="bell-list" />}>
          <BellList told={told} jobs={jobs} onClose={() => setOpen(false)} />
        </Suspense>
      }
    >
      <button
        type="button"
        className="bell"
        aria-label={[t('bell.open', { count: unread }), active > 0 && t('jobs.openActive', { count: active })]
          .filter(Boolean)
          .join(t('common.listSeparator'))}
      >
        <Bell size={18} aria-hidden />
        {unread > 0 ? (
          <span className="bell-count" aria-hidden>
            {unread > 99 ? '99+' : unread}
          </span>
        ) : (
          active > 0 && <i className="bell-dot" />
        )}
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
