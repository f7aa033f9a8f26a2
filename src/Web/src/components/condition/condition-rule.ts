import type { Condition, LayoutRule } from '@/api/types';
import type { ValueCondition } from '@/api/value-condition';
import { daysOf, fromToday } from '@/lib/day-limit';
import { boundsOf, type Bound } from '@/lib/rules';
import {
  isComplete,
  operatorsFor,
  type ConditionField,
  type ConditionModel,
  type ConditionOperator,
  type ConditionRow,
} from './condition-model';

const keyOf = (scope: string) => scope.replace('#/properties/', '');

const boundOf: Partial<Record<ConditionOperator, Bound>> = {
  gte: 'minimum',
  lte: 'maximum',
  gt: 'exclusiveMinimum',
  lt: 'exclusiveMaximum',
  dayFrom: 'formatMinimum',
  dayUntil: 'formatMaximum',
  dayAfter: 'formatExclusiveMinimum',
  dayBefore: 'formatExclusiveMaximum',
};
/** The comparison that a bound of a rule stands for. */
export const operatorOf = (bound: Bound) =>
  (Object.keys(boundOf) as ConditionOperator[]).find((operator) => boundOf[operator] === bound) ?? 'is';

function write({ field, operator, value }: ConditionRow): Condition {
  const scoped = (values: unknown[]): Condition => ({ scope: `#/properties/${field}`, schema: { enum: values } });
  const bound = boundOf[operator];
  const within = (schema: ValueCondition): Condition => ({ scope: `#/properties/${field}`, schema });
  if (bound) return within({ [bound]: value });
  const days = Number(value) || 0;
  const not = (condition: Condition): Condition => ({ type: 'NOT', conditions: [condition] });
  switch (operator) {
    case 'before':
      return within({ formatExclusiveMaximum: fromToday(days) });
    case 'after':
      return within({ formatExclusiveMinimum: fromToday(days) });
    case 'on':
      return within({ formatMinimum: fromToday(days), formatMaximum: fromToday(days) });
    case 'next':
      return within({ formatMinimum: fromToday(0), formatMaximum: fromToday(days) });
    case 'last':
      return within({ formatMinimum: fromToday(-days), formatMaximum: fromToday(0) });
    case 'yes':
    case 'no':
      return scoped([operator === 'yes']);
    case 'blank':
      return scoped([null]);
    case 'set':
      return not(scoped([null]));
    case 'isNot':
    case 'excludes':
      return not(scoped([value]));
    case 'oneOf':
      return scoped(value as unknown[]);
    default:
      return scoped([value]);
  }
}

/** The condition as a rule of a layout; undefined while it says nothing. */
export function toRule(model: ConditionModel, effect: LayoutRule['effect'] = 'SHOW'): LayoutRule | undefined {
  const conditions = model.rows.filter(isComplete).map(write);
  const [only] = conditions;
  if (!only) return undefined;
  return { effect, condition: conditions.length === 1 ? only : { type: model.join === 'and' ? 'AND' : 'OR', conditions } };
}

/** Reads a rule as rows; null when rows cannot show it. */
export function fromRule(rule: LayoutRule, fields: readonly ConditionField[]): ConditionModel | null {
  const { condition } = rule;
  const isJoined = !('scope' in condition) && condition.type !== 'NOT';
  const rows = (isJoined ? condition.conditions : [condition]).map((part) => read(part, fields));
  return rows.every((row) => row !== null) ? { join: isJoined && condition.type === 'OR' ? 'or' : 'and', rows } : null;
}

function read(condition: Condition, fields: readonly ConditionField[]): ConditionRow | null {
  if ('scope' in condition) return scoped(condition, fields, false);
  if (condition.type !== 'NOT') return null;
  const inner = condition.conditions ?? (condition.condition ? [condition.condition] : []);
  const [only] = inner;
  return inner.length === 1 && only && 'scope' in only ? scoped(only, fields, true) : null;
}

function scoped(
  condition: Extract<Condition, { scope: string }>,
  fields: readonly ConditionField[],
  isNegated: boolean,
): ConditionRow | null {
  const field = fields.find((item) => item.key === keyOf(condition.scope));
  const [limit, ...more] = boundsOf(condition.schema);
  if (limit) {
    if (!field || isNegated || 'enum' in condition.schema || 'const' in condition.schema) return null;
    const plain = more.length === 0 && daysOf(limit.limit) === null;
    const said = plain ? { operator: operatorOf(limit.name), value: limit.limit } : countedFromToday([limit, ...more]);
    return said && operatorsFor(field.type, true).includes(said.operator) ? { field: field.key, ...said } : null;
  }
  const values = condition.schema.enum ?? ('const' in condition.schema ? [condition.schema.const] : null);
  if (!field || !values || values.length === 0) return null;
  const row = rowOf(field, values, isNegated);
  return row && operatorsFor(field.type, true).includes(row.operator) ? row : null;
}

type Limit = ReturnType<typeof boundsOf>[number];
/** Bounds that count from today as one comparison; null for any other. */
export function countedFromToday(limits: readonly Limit[]): { operator: ConditionOperator; value: number } | null {
  const [one, other, ...more] = limits.map(({ name, limit }) => ({ name, days: daysOf(limit) }));
  if (!one || one.days === null || more.length > 0) return null;
  if (!other) {
    const operator = one.name === 'formatExclusiveMaximum' ? 'before' : one.name === 'formatExclusiveMinimum' ? 'after' : null;
    return operator && { operator, value: one.days };
  }
  if (one.name !== 'formatMinimum' || other.name !== 'formatMaximum' || other.days === null) return null;
  if (one.days === other.days) return { operator: 'on', value: one.days };
  if (one.days === 0 && other.days > 0) return { operator: 'next', value: other.days };
  return other.days === 0 && one.days < 0 ? { operator: 'last', value: -one.days } : null;
}

function rowOf(field: ConditionField, values: unknown[], isNegated: boolean): ConditionRow | null {
  const [value] = values;
  if (values.length > 1) return isNegated ? null : { field: field.key, operator: 'oneOf', value: values };
  if (value === null || value === '') return { field: field.key, operator: isNegated ? 'set' : 'blank' };
  if (typeof value === 'boolean') return isNegated ? null : { field: field.key, operator: value ? 'yes' : 'no' };
  const [is, isNot] =
    field.type === 'multiSelect' || field.type === 'users' ? (['includes', 'excludes'] as const) : (['is', 'isNot'] as const);
  return { field: field.key, operator: isNegated ? isNot : is, value };
}
