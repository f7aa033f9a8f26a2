import type { FieldTypeKey } from '@/api/types';

/** What a row of a condition compares, and with what. */
export type ConditionOperator =
  | 'is' | 'isNot' | 'oneOf' | 'yes' | 'no' | 'contains' | 'startsWith' | 'includes' | 'excludes'
  | 'dayFrom' | 'dayUntil' | 'dayAfter' | 'dayBefore'
  | 'gt' | 'gte' | 'lt' | 'lte' | 'before' | 'on' | 'after' | 'next' | 'last' | 'set' | 'blank'; // prettier-ignore
export type ConditionRow = { field: string; operator: ConditionOperator; value?: unknown };
export type ConditionModel = { join: 'and' | 'or'; rows: ConditionRow[] };
/** A field that conditions may read. */
export type ConditionField = { key: string; type: FieldTypeKey };

const texts: ConditionOperator[] = ['is', 'isNot', 'contains', 'startsWith', 'set', 'blank'];
const numbers: ConditionOperator[] = ['gte', 'lte', 'gt', 'lt', 'is', 'isNot', 'set', 'blank'];
const days: ConditionOperator[] = ['before', 'on', 'after', 'next', 'last', 'set', 'blank'];
const presence: ConditionOperator[] = ['set', 'blank'];

const operators: Partial<Record<FieldTypeKey, ConditionOperator[]>> = {
  text: texts, longText: texts, email: texts, phone: texts, url: texts, autoNumber: texts,
  integer: numbers, decimal: numbers, money: numbers, percent: numbers,
  select: ['is', 'isNot', 'oneOf', 'set', 'blank'],
  stage: ['is', 'isNot', 'oneOf', 'set', 'blank'],
  multiSelect: ['includes', 'excludes', 'set', 'blank'],
  boolean: ['yes', 'no', 'set', 'blank'],
  date: days,
  dateTime: ['before', 'after', 'next', 'last', 'set', 'blank'],
}; // prettier-ignore

/** A layout rule looks at values alone: it searches no texts, but can name a date, a record or a person. */
const notForRules = new Set<ConditionOperator>(['contains', 'startsWith']);
const moments: ConditionOperator[] = ['dayFrom', 'dayUntil', 'dayAfter', 'dayBefore'];
const onlyInRules: Partial<Record<FieldTypeKey, ConditionOperator[]>> = {
  date: ['is', 'isNot', ...moments],
  dateTime: moments,
  relation: ['is', 'isNot'],
  user: ['is', 'isNot'],
  users: ['includes', 'excludes'],
};

export const operatorsFor = (type: FieldTypeKey, rulesOnly = false): ConditionOperator[] => {
  const all = operators[type] ?? presence;
  return rulesOnly ? [...(onlyInRules[type] ?? []), ...all.filter((operator) => !notForRules.has(operator))] : all;
};

export const takesValue = (operator: ConditionOperator) => !['yes', 'no', 'set', 'blank'].includes(operator);
export const takesDays = (operator: ConditionOperator) => ['before', 'on', 'after', 'next', 'last'].includes(operator);
/** Days from today in one direction, today among them. */
export const takesSpan = (operator: ConditionOperator) => operator === 'next' || operator === 'last';

/** What a row begins with when its operator is chosen, so that days count from today. */
export const firstValue = (operator: ConditionOperator): unknown =>
  takesSpan(operator) ? 7 : takesDays(operator) ? 0 : operator === 'oneOf' ? [] : undefined;

/** Whether a row says something; one that is still being filled in does not. */
export const isComplete = (row: ConditionRow): boolean =>
  row.field !== '' &&
  (!takesValue(row.operator) ||
    (Array.isArray(row.value) ? row.value.length > 0 : row.value !== undefined && row.value !== null && row.value !== ''));
