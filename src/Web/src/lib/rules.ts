import type { Condition, LayoutRule } from '@/api/types';

export const keyOfScope = (scope: string | undefined) => scope?.replace(/^#\/properties\//, '').split('/')[0] ?? '';

const same = (a: unknown, b: unknown) => a === b || (isBlank(a) && isBlank(b));
export const isBlank = (value: unknown) =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

/** A multi-select meets a condition when any of its values does. */
function matches(value: unknown, schema: { enum?: unknown[]; const?: unknown }): boolean {
  const wanted = schema.enum ?? ('const' in schema ? [schema.const] : []);
  const values = Array.isArray(value) && value.length > 0 ? value : [value];
  return values.some((item) => wanted.some((other) => same(item, other)));
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
