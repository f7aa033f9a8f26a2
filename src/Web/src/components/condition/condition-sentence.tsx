import { useTranslation } from 'react-i18next';
import { FieldView } from '@/fields/field-view';
import type { Field } from '@/lib/form-model';
import {
  isComplete,
  takesDays,
  takesSpan,
  takesValue,
  type ConditionModel,
  type ConditionOperator,
  type ConditionRow,
} from './condition-model';

/** A condition as people say it: When Stage is Won. */
export function ConditionSentence({ model, fields }: { model: ConditionModel; fields: readonly Field[] }) {
  const { t } = useTranslation();
  const rows = model.rows.filter(isComplete);
  if (rows.length === 0) return null;
  return (
    <p className="condition-sentence">
      {t('condition.when')}{' '}
      {rows.map((row, index) => (
        <span key={index}>
          {index > 0 && <> {t(`condition.${model.join}`)} </>}
          <Part row={row} field={fields.find((field) => field.key === row.field)} />
        </span>
      ))}
    </p>
  );
}

function Part({ row, field }: { row: ConditionRow; field: Field | undefined }) {
  const { t } = useTranslation();
  return (
    <>
      <strong>{field?.label ?? row.field}</strong> {t(`condition.op.${row.operator}`)}
      {field && takesValue(row.operator) && (
        <>
          {' '}
          <strong>
            {takesDays(row.operator) ? (
              <Days operator={row.operator} days={Number(row.value) || 0} />
            ) : (
              <Shown field={field} value={row.value} />
            )}
          </strong>
        </>
      )}
    </>
  );
}

const Shown = ({ field, value }: { field: Field; value: unknown }) =>
  field.type === 'users' ? (
    <FieldView field={field} value={[value].flat()} compact />
  ) : field.type === 'multiSelect' || Array.isArray(value) ? (
    <FieldView
      field={field.type === 'stage' ? field : { ...field, type: 'multiSelect' }}
      value={field.type === 'stage' && Array.isArray(value) ? value.join(', ') : [value].flat()}
      compact
    />
  ) : (
    <FieldView field={field} value={value} compact />
  );

/** Days from today in words, as they follow the word of a comparison. */
export function Days({ operator, days }: { operator: ConditionOperator; days: number }) {
  const { t } = useTranslation();
  if (takesSpan(operator)) return <>{t('condition.inDays', { count: days })}</>;
  if (days === 0) return <>{t('condition.today')}</>;
  return <>{t(days > 0 ? 'condition.daysAhead' : 'condition.daysAgo', { count: Math.abs(days) })}</>;
}
