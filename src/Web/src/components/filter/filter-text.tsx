import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import type { Filter, FilterRule, RelativeRange } from '@/api/types';
import { FieldView } from '@/fields/field-view';
import type { Field } from '@/lib/form-model';
import { useRecordTitle } from '@/lib/titles';
import { isRule, itemsOf, joinOf, needsValue, relativePhrase } from './filter-model';

/** A filter as a sentence: "Stage is Won or Lost". */
export function FilterText({ filter, members }: { filter: Filter; members: Map<string, Field> }) {
  const { t } = useTranslation();
  if (isRule(filter)) return <RuleText rule={filter} members={members} />;
  const join = joinOf(filter);
  return (
    <>
      {itemsOf(filter).map((item, index) => (
        <Fragment key={index}>
          {index > 0 && <span className="filter-word"> {t(`filter.${join}`)} </span>}
          <FilterText filter={item} members={members} />
        </Fragment>
      ))}
    </>
  );
}

function RuleText({ rule, members }: { rule: FilterRule; members: Map<string, Field> }) {
  const { t } = useTranslation();
  const field = members.get(rule.member);
  const values = rule.values ?? [];
  const range = rule.operator === 'between' || rule.operator === 'inDateRange';
  return (
    <>
      {field?.label ?? rule.member} <span className="filter-word">{t(`filter.op.${rule.operator}`)}</span>
      {needsValue(rule.operator) && ' '}
      {needsValue(rule.operator) &&
        values.map((value, index) => (
          <Fragment key={index}>
            {index > 0 && <span className="filter-word">{range ? t('filter.to') : t('filter.orValue')}</span>}
            <ValueText field={field} value={value} />
          </Fragment>
        ))}
    </>
  );
}

const isRange = (value: unknown): value is RelativeRange => typeof value === 'object' && value !== null && 'unit' in value;
const people: Record<string, string> = { '@me': 'filter.me', '@myTeam': 'filter.myTeam', '@below': 'filter.below' };

function ValueText({ field, value }: { field: Field | undefined; value: unknown }) {
  const { t } = useTranslation();
  const phrase = useRelativeText();
  if (isRange(value)) return <>{phrase(value)}</>;
  const person = people[String(value)];
  if (person) return <>{t(person)}</>;
  if (!field) return <>{String(value)}</>;
  if (field.type === 'relation' && field.x.form && typeof value === 'number') return <TitleText form={field.x.form} id={value} />;
  return (
    <FieldView
      field={field.type === 'multiSelect' ? { ...field, type: 'select' } : field}
      value={field.type === 'users' ? [value] : value}
    />
  );
}

const TitleText = ({ form, id }: { form: string; id: number }) => <>{useRecordTitle(form, id)}</>;

export function useRelativeText() {
  const { t } = useTranslation();
  return (range: RelativeRange) => {
    const { key, unit, count } = relativePhrase(range);
    return t(`filter.relative.${key}`, { unit: t(`filter.unit.${unit}`), units: t(`filter.units.${unit}`, { count }), count });
  };
}
