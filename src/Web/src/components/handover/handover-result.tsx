import { useQuery } from '@tanstack/react-query';
import { Button, Progress } from 'antd';
import { useTranslation } from 'react-i18next';
import { handoverQuery } from '@/api/handovers';
import { isActive, jobProblem, jobQuery, jobShare, useCancelJob } from '@/api/jobs';
import { Loading } from '@/components/states';
import { useReport } from '@/components/use-report';
import { useFormat } from '@/lib/use-format';

/** How it goes, then how it went. It goes on when the drawer is closed. */
export function HandoverResult({ job: id, onClose }: { job: string; onClose: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const report = useReport();
  const cancel = useCancelJob();
  const { data: job } = useQuery(jobQuery(id));
  if (!job) return <Loading rows={2} />;
  if (isActive(job))
    return (
      <div className="handover">
        <p aria-live="polite">
          {t('handover.running', { done: format.number(job.processed ?? 0), all: format.number(job.total ?? 0) })}
        </p>
        <Progress
          percent={Math.round(jobShare(job) * 100)}
          showInfo={false}
          strokeColor="var(--accent)"
          aria-label={t('handover.title')}
        />
        <p className="second">{t('handover.goesOn')}</p>
        <Button loading={cancel.isPending} onClick={() => cancel.mutate(job.id, { onError: report })}>
          {t('common.cancel')}
        </Button>
      </div>
    );
  return (
    <div className="handover">
      <p role="status">
        <strong>
          {job.state === 'failed'
            ? jobProblem(job)
            : t(job.state === 'cancelled' ? 'handover.cancelled' : 'handover.done', { shown: format.number(job.moved ?? 0) })}
        </strong>
      </p>
      {(job.skipped ?? 0) > 0 && <Skipped id={id} />}
      <p className="second">{t('handover.undoHint')}</p>
      <div className="handover-actions">
        <a href={`/api/jobs/${id}/result`}>{t('handover.report')}</a>
        <Button type="primary" onClick={onClose}>
          {t('common.close')}
        </Button>
      </div>
    </div>
  );
}

/** The records that stayed where they were, and why. */
export function Skipped({ id }: { id: string }) {
  const { t } = useTranslation();
  const { data } = useQuery(handoverQuery(id));
  if (!data || data.skippedItems.length === 0) return null;
  return (
    <section>
      <h2>{t('handover.skippedTitle', { count: data.skippedItems.length })}</h2>
      <ul className="handover-skipped">
        {data.skippedItems.map((item) => (
          <li key={`${item.form}${item.record}`}>
            {item.title} <span className="second">{item.message}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
