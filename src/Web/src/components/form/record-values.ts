import type Big from 'big.js';
import type { ValueType } from '@/api/expression';
import type { FieldSchema } from '@/api/types';
import { number, store } from '@/lib/expression/numbers';
import type { Value } from '@/lib/expression/values';
import { isBlank } from '@/lib/rules';
import { isRef } from '@/lib/titles';

/** A value of a record as expressions read it; what the form holds as an empty text is saved as blank. */
export function enter(value: unknown, type: ValueType): Value {
  if (isBlank(value)) return null;
  switch (type) {
    case 'number':
      return typeof value === 'number' ? number(value) : null;
    case 'date':
      return String(value).slice(0, 10);
    case 'instant':
      return new Date(String(value)).getTime();
    case 'reference':
      return isRef(value) ? value.id : (value as number);
    default:
      return value as Value;
  }
}

/** The result as the field holds it: numbers rounded to its scale, instants as text. */
export function toField(value: Value, type: ValueType, schema: FieldSchema | undefined): unknown {
  if (value === null) return null;
  if (type === 'number') return store(value as Big, scaleOf(schema));
  return type === 'instant' ? new Date(value as number).toISOString().replace('.000Z', 'Z') : value;
}

/** A value as fields show it, unrounded. */
export function shown(value: Value, type: ValueType): unknown {
  if (value === null) return null;
  if (type === 'number') return Number((value as Big).toFixed());
  return type === 'instant' ? new Date(value as number).toISOString() : value;
}

const scaleOf = (schema: FieldSchema | undefined): number => {
  const x = schema?.['x-field'];
  return x?.type === 'integer' ? 0 : (x?.scale ?? 2);
};
