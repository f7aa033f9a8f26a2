import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Job } from '@/api/jobs';
import { useMarkRead, type NotificationPage } from '@/api/notifications';
import JobsList from './jobs-list';
import { NotificationLine } from './notification-line';
import { useReport } from './use-report';

type Props = { told: NotificationPage | undefined; jobs: Job[]; onClose: () => void };

/** The latest that this person has been told, and what runs in the background. */
export default function BellList({ told, jobs, onClose }: Props) {
  const { t } = useTranslation();
  const report = useReport();
  const read = useMarkRead();
  return (
    <div className="bell-list">
      <div className="bell-head">
        <h2>{t('bell.title')}</h2>
        <Button
          type="link"
          size="small"
          disabled={!told?.unread}
          loading={read.isPending}
          onClick={() => read.mutate({ all: true }, { onError: report })}
        >
          {t('bell.readAll')}
        </Button>
      </div>
      {told?.items.length === 0 && <p className="second">{t('bell.nothing')}</p>}
      <ul>
        {told?.items.map((item) => (
          <NotificationLine key={item.id} item={item} onOpen={onClose} />
        ))}
      </ul>
      <p className="bell-all">
        <Link to="/notifications" onClick={onClose}>
          {t('bell.all')}
        </Link>
      </p>
      {jobs.length > 0 && <JobsList jobs={jobs} onClose={onClose} />}
    </div>
  );
}
