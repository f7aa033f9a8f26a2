import type { Condition, LayoutRule } from '@/api/types';
import type { ValueCondition } from '@/api/value-condition';
import { dayOfLimit, dayOfValue, daysOf } from './day-limit';

export const keyOfScope = (scope: string | undefined) => scope?.replace(/^#\/properties\//, '').split('/')[0] ?? '';

/** The bounds that a condition may set, with the sign they stand for. */
export const bounds = {
  minimum: '>=',
  maximum: '<=',
  exclusiveMinimum: '>',
  exclusiveMaximum: '<',
  formatMinimum: '>=',
  formatMaximum: '<=',
  formatExclusiveMinimum: '>',
  formatExclusiveMaximum: '<',
} as const;
export type Bound = keyof typeof bounds;
export const boundsOf = (schema: ValueCondition) =>
  (Object.keys(bounds) as Bound[]).flatMap((name) => (schema[name] === undefined ? [] : [{ name, limit: schema[name] }]));

type Ref = { form?: unknown; id?: unknown };
const same = (a: unknown, b: unknown) =>
  a === b || (isBlank(a) && isBlank(b)) || (isRef(a) && isRef(b) && a.form === b.form && a.id === b.id);
const isRef = (value: unknown): value is Ref => typeof value === 'object' && value !== null && 'id' in value;
export const isBlank = (value: unknown) =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

/** A multi-select meets a condition when any of its values does. */
function matches(value: unknown, schema: ValueCondition): boolean {
  const wanted = schema.enum ?? ('const' in schema ? [schema.const] : null);
  const limits = boundsOf(schema);
  if (wanted === null && limits.length === 0) return false;
  const values = Array.isArray(value) && value.length > 0 ? value : [value];
  return values.some(
    (item) =>
      (wanted === null || wanted.some((other) => same(item, other))) &&
      limits.every(({ name, limit }) => isWithin(item, name, limit)),
  );
}

/** Dates compare by their letters, moments by when they are; blank is within no bounds. */
function isWithin(value: unknown, name: Bound, limit: number | string): boolean {
  const isDay = name.startsWith('format');
  if (isDay ? typeof value !== 'string' || value === '' : typeof value !== 'number') return false;
  const [a, b] = isDay ? inTime(String(value), String(limit)) : [value as number | string, limit];
  switch (bounds[name]) {
    case '>=':
      return a >= b;
    case '<=':
      return a <= b;
    case '>':
      return a > b;
    case '<':
      return a < b;
  }
}

// What counts from today is a day, and a moment is then as good as its own.
function inTime(value: string, limit: string): [number | string, number | string] {
  if (daysOf(limit) !== null) return [dayOfValue(value) ?? '', dayOfLimit(limit)];
  return limit.includes('T') ? [Date.parse(value), Date.parse(limit)] : [value, limit];
}

export function meets(condition: Condition, read: (key: string) => unknown): boolean {
  if ('scope' in condition) return matches(read(keyOfScope(condition.scope)), condition.schema);
  if (isNot(condition)) return !negated(condition).some((item) => meets(item, read));
  if (condition.type === 'AND') return condition.conditions.every((item) => meets(item, read));
  return condition.conditions.some((item) => meets(item, read));
}

type Not = Extract<Condition, { type: 'NOT' }>;
const negated = (condition: Not) => condition.conditions ?? (condition.condition ? [condition.condition] : []);
const isNot = (condition: Exclude<Condition, { scope: string }>): condition is Not => condition.type === 'NOT';

/** The field keys a condition looks at. */
export function keysOf(condition: Condition): string[] {
  if ('scope' in condition) return [keyOfScope(condition.scope)];
  return (isNot(condition) ? negated(condition) : condition.conditions).flatMap(keysOf);
}

export type RuleState = 'shown' | 'hidden' | 'disabled';

export function applyRule(rule: LayoutRule | undefined, read: (key: string) => unknown): RuleState {
  if (!rule) return 'shown';
  const met = meets(rule.condition, read);
  switch (rule.effect) {
    case 'SHOW':
      return met ? 'shown' : 'hidden';
    case 'HIDE':
      return met ? 'hidden' : 'shown';
    case 'ENABLE':
      return met ? 'shown' : 'disabled';
    case 'DISABLE':
      return met ? 'disabled' : 'shown';
  }
}
