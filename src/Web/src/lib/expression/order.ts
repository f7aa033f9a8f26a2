import type Big from 'big.js';
import { compare } from './texts';
import type { ValueType } from '@/api/expression';
import type { Value } from './values';

type Given = Exclude<Value, null>;

/** Negative, zero or positive; only types that have an order are asked. */
export function order(left: Given, right: Given, type: ValueType): number {
  if (type === 'number') return (left as Big).cmp(right as Big);
  if (type === 'text') return compare(left as string, right as string);
  return left < right ? -1 : left > right ? 1 : 0;
}

export const equal = (left: Given, right: Given, type: ValueType): boolean =>
  type === 'number' ? (left as Big).eq(right as Big) : left === right;
