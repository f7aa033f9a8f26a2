import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { startImport } from '@/api/imports';
import { isActive, jobProblem, jobsQuery } from '@/api/jobs';
import { Loading } from '@/components/states';
import { useReason } from '@/components/use-report';
import { useFormat } from '@/lib/use-format';
import { mappingOf } from './choices';
import { JobFigures, RowProblems } from './job-figures';
import { JobProgress } from './job-progress';
import { StepActions, type StepProps } from './step-list';
import { useJob } from './use-readings';
import { isChecked, type Wizard } from './wizard';

function useStart({ model, wizard }: StepProps) {
  const client = useQueryClient();
  return useMutation({
    // The bell lists it at once.
    onSettled: () => client.invalidateQueries({ queryKey: jobsQuery.queryKey, exact: true }),
    mutationFn: ({ dryRun }: { dryRun: boolean }) => {
      const { file, choices, preview } = wizard;
      if (!file || !choices || !preview) throw new Error('There is no file.');
      return startImport(model.key, file, mappingOf(choices, preview, model.fields, dryRun));
    },
  });
}

/** A dry run for the choices as they stand; others start another one. */
export function CheckStep(props: StepProps) {
  const { wizard, dispatch } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const reason = useReason();
  const { mutate: check, isError, error } = useStart(props);
  const importing = useStart(props);
  const asked = useRef<Wizard['choices']>(null);
  const current = isChecked(wizard);
  const job = useJob(current ? wizard.check?.job : null).data;
  useEffect(() => {
    if (current || asked.current === wizard.choices) return;
    asked.current = wizard.choices;
    check({ dryRun: true }, { onSuccess: ({ id }) => dispatch({ type: 'checking', job: id }) });
  }, [current, wizard.choices, check, dispatch]);
  const count = (job?.created ?? 0) + (job?.updated ?? 0);
  const done = job !== undefined && !isActive(job);
  const again = () => check({ dryRun: true }, { onSuccess: ({ id }) => dispatch({ type: 'checking', job: id }) });
  return (
    <>
      {isError ? (
        <p className="import-problem" role="alert">
          {reason(error)} <Button onClick={again}>{t('state.retry')}</Button>
        </p>
      ) : !job ? (
        <Loading />
      ) : !done ? (
        <JobProgress job={job} label={t('import.checking')} />
      ) : job.state === 'succeeded' ? (
        <>
          <p className="import-lead">{t('import.checked')}</p>
          <JobFigures job={job} />
          <RowProblems job={job} />
        </>
      ) : (
        <p className="import-problem" role="alert">
          {job.state === 'cancelled' ? t('import.checkCancelled') : jobProblem(job) || t('state.failedTitle')}{' '}
          <Button onClick={again}>{t('state.retry')}</Button>
        </p>
      )}
      {importing.isError && (
        <p className="import-problem" role="alert">
          {reason(importing.error)}
        </p>
      )}
      <StepActions
        onBack={() => dispatch({ type: 'go', step: 'values' })}
        nextLabel={t('import.start', { count, shown: format.number(count) })}
        disabled={!done || job.state !== 'succeeded' || count === 0}
        loading={importing.isPending}
        onNext={() => importing.mutate({ dryRun: false }, { onSuccess: ({ id }) => dispatch({ type: 'importing', job: id }) })}
        note={done && job.state === 'succeeded' && (job.rejected ?? 0) > 0 ? t('import.rejectedHint') : undefined}
      />
    </>
  );
}
