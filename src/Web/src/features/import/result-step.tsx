import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { Download } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { isActive, jobProblem, rejectedUrl, type Job } from '@/api/jobs';
import type { Filter } from '@/api/types';
import { Loading } from '@/components/states';
import { currentLanguage, formPlural } from '@/lib/text';
import { JobFigures, RowProblems } from './job-figures';
import { JobProgress } from './job-progress';
import type { StepProps } from './step-list';
import { useJob } from './use-readings';

/** What this import touched: changed by me since it began. */
const importedFilter = (job: Job): Filter | undefined => {
  const since = job.startedAt ?? job.createdAt;
  if (!since) return undefined;
  return {
    and: [
      { member: 'updatedAt', operator: 'gte', values: [since] },
      { member: 'updatedBy', operator: 'equals', values: ['@me'] },
    ],
  };
};

export function ResultStep({ model, wizard, dispatch }: StepProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const job = useJob(wizard.job).data;
  const form = formPlural(model.info, currentLanguage());
  if (!job) return <Loading />;
  if (isActive(job))
    return (
      <>
        <JobProgress job={job} label={t('import.running', { form })} />
        <p className="second">{t('import.leave')}</p>
      </>
    );
  return (
    <>
      <p className="import-lead" role="status">
        {job.state === 'failed' ? jobProblem(job) || t('state.failedTitle') : t(`import.done.${job.state}`)}
      </p>
      <JobFigures job={job} />
      <div className="import-actions">
        <Button
          type="primary"
          onClick={() => void navigate({ to: '/f/$form', params: { form: model.key }, search: { filter: importedFilter(job) } })}
        >
          {t('import.show')}
        </Button>
        {(job.rejected ?? 0) > 0 && (
          <Button href={rejectedUrl(job)} icon={<Download size={16} />}>
            {t('import.downloadRejected')}
          </Button>
        )}
        <Button type="text" onClick={() => dispatch({ type: 'again' })}>
          {t('import.again')}
        </Button>
      </div>
      <RowProblems job={job} />
    </>
  );
}
