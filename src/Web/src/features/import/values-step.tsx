import { useTranslation } from 'react-i18next';
import { Failed, Loading } from '@/components/states';
import { StepActions, type StepProps } from './step-list';
import { useUnmatched } from './use-readings';
import { ValueColumn } from './value-column';

/** Only what did not match. */
export function ValuesStep(props: StepProps) {
  const { model, wizard, dispatch } = props;
  const { t } = useTranslation();
  const { data, isError, error, isPending, refetch } = useUnmatched(model, wizard);
  const { choices } = wizard;
  if (!choices) return null;
  const columns = data?.filter((column) => column.values.length > 0) ?? [];
  return (
    <>
      {isError ? (
        <Failed error={error} onRetry={() => void refetch()} />
      ) : isPending ? (
        <Loading rows={6} />
      ) : columns.length === 0 ? (
        <p className="import-lead">{t('import.allMatched')}</p>
      ) : (
        <>
          <p className="import-lead">{t('import.notMatched')}</p>
          {columns.map((column) => (
            <ValueColumn
              key={column.column}
              model={model}
              column={column}
              choices={choices}
              onChange={(next) => dispatch({ type: 'choose', choices: next })}
            />
          ))}
        </>
      )}
      <StepActions
        onBack={() => dispatch({ type: 'go', step: 'columns' })}
        nextLabel={t('import.toCheck')}
        disabled={isPending}
        onNext={() => dispatch({ type: 'go', step: 'check' })}
      />
    </>
  );
}
