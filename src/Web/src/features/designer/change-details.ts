import type { FieldSchema, Text } from '@/api/types';
import { same } from '@/lib/same';
import type { Aspect } from './changes';

/** The keywords that a field's settings have a word for. */
const limits = ['minLength', 'maxLength', 'minimum', 'maximum', 'minItems', 'maxItems'] as const;

const days = ['earliest', 'latest'] as const;

/** One thing that differs and what it was and is; `from` and `to` are undefined where there was or is none. */
export type Detail =
  | { kind: 'limit'; of: (typeof limits)[number]; from: number | undefined; to: number | undefined }
  | { kind: 'day'; of: (typeof days)[number]; from: string | undefined; to: string | undefined }
  | { kind: 'formula' | 'default' | 'requiredWhen' | 'readOnlyWhen'; from: string | undefined; to: string | undefined }
  | { kind: 'optionsNew' | 'optionsGone'; options: Text[] }
  | { kind: 'unique' | 'notUnique' };

const source = (value: unknown): string | undefined => {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'object' && 'expr' in value) return String(value.expr);
  return typeof value === 'string' ? value : JSON.stringify(value);
};

const changed = <K extends 'formula' | 'default' | 'requiredWhen' | 'readOnlyWhen'>(
  kind: K,
  was: FieldSchema,
  now: FieldSchema,
) => {
  const [from, to] = [source(was['x-field'][kind]), source(now['x-field'][kind])];
  return from === to ? [] : [{ kind, from, to }];
};

function limitsOf(was: FieldSchema, now: FieldSchema): Detail[] {
  const [before, after] = [was['x-field'], now['x-field']];
  return [
    ...limits.flatMap((of) => (was[of] === now[of] ? [] : [{ kind: 'limit' as const, of, from: was[of], to: now[of] }])),
    ...days.flatMap((of) => (before[of] === after[of] ? [] : [{ kind: 'day' as const, of, from: before[of], to: after[of] }])),
  ];
}

/** What can be chosen; a hidden option can't be. */
function optionsOf(was: FieldSchema, now: FieldSchema): Detail[] {
  const [old, fresh] = [was, now].map((schema) => (schema['x-field'].options ?? []).filter((option) => !option.hidden));
  const without = (options: typeof old, others: typeof old) =>
    (options ?? []).filter((option) => !others?.some((other) => other.key === option.key)).map((option) => option.title);
  const [added, gone] = [without(fresh, old), without(old, fresh)];
  return [
    ...(added.length > 0 ? [{ kind: 'optionsNew' as const, options: added }] : []),
    ...(gone.length > 0 ? [{ kind: 'optionsGone' as const, options: gone }] : []),
  ];
}

/** What exactly differs of an aspect; nothing where the aspect's own word has to do. */
export function detailsOf(aspect: Aspect, was: FieldSchema, now: FieldSchema): Detail[] {
  switch (aspect) {
    case 'limits': {
      // What has no word of its own must not hide behind those that have.
      const rest = ['pattern', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'] as const;
      return rest.some((name) => !same((was as Record<string, unknown>)[name], (now as Record<string, unknown>)[name]))
        ? []
        : limitsOf(was, now);
    }
    case 'options':
      return optionsOf(was, now);
    case 'formula':
    case 'default':
      return changed(aspect, was, now);
    case 'rules':
      return [...changed('requiredWhen', was, now), ...changed('readOnlyWhen', was, now)];
    case 'unique':
      return [{ kind: now['x-field'].unique ? 'unique' : 'notUnique' }];
    default:
      return [];
  }
}
