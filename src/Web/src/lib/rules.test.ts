import { describe, expect, it } from 'vitest';
import type { Condition } from '@/api/types';
import { applyRule, keysOf, meets } from './rules';

const is = (key: string, ...values: unknown[]): Condition => ({ scope: `#/properties/${key}`, schema: { enum: values } });
const reader = (values: Record<string, unknown>) => (key: string) => values[key];

describe('layout rules', () => {
  it('compare with any of the values', () => {
    expect(meets(is('stage', 'won', 'lost'), reader({ stage: 'won' }))).toBe(true);
    expect(meets(is('stage', 'won', 'lost'), reader({ stage: 'needs' }))).toBe(false);
  });
  it('take a missing value as blank', () => {
    expect(meets(is('stage', null), reader({}))).toBe(true);
    expect(meets(is('stage', 'won'), reader({}))).toBe(false);
  });
  it('look into multi-selects', () => expect(meets(is('tags', 'a'), reader({ tags: ['b', 'a'] }))).toBe(true));
  it('combine', () => {
    const both: Condition = { type: 'AND', conditions: [is('a', 1), { type: 'NOT', conditions: [is('b', 2)] }] };
    expect(meets(both, reader({ a: 1, b: 3 }))).toBe(true);
    expect(meets(both, reader({ a: 1, b: 2 }))).toBe(false);
    expect(meets({ type: 'OR', conditions: [is('a', 9), is('b', 2)] }, reader({ b: 2 }))).toBe(true);
    expect(keysOf(both)).toEqual(['a', 'b']);
  });
  it.each([
    ['SHOW', 'shown', 'hidden'],
    ['HIDE', 'hidden', 'shown'],
    ['ENABLE', 'shown', 'disabled'],
    ['DISABLE', 'disabled', 'shown'],
  ] as const)('%s is %s when met, else %s', (effect, met, unmet) => {
    const rule = { effect, condition: is('a', 1) };
    expect(applyRule(rule, reader({ a: 1 }))).toBe(met);
    expect(applyRule(rule, reader({ a: 2 }))).toBe(unmet);
  });
});
