import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Condition } from '@/api/types';
import { setAppZone } from './dates';
import { dayOfLimit } from './day-limit';
import { applyRule, keysOf, meets } from './rules';

const is = (key: string, ...values: unknown[]): Condition => ({ scope: `#/properties/${key}`, schema: { enum: values } });
const reader = (values: Record<string, unknown>) => (key: string) => values[key];

describe('layout rules', () => {
  beforeEach(() => setAppZone('UTC'));
  afterEach(() => setAppZone(undefined));
  it('compare with any of the values', () => {
    expect(meets(is('stage', 'won', 'lost'), reader({ stage: 'won' }))).toBe(true);
    expect(meets(is('stage', 'won', 'lost'), reader({ stage: 'needs' }))).toBe(false);
  });
  it('take a missing value as blank', () => {
    expect(meets(is('stage', null), reader({}))).toBe(true);
    expect(meets(is('stage', 'won'), reader({}))).toBe(false);
  });
  it('look into multi-selects', () => expect(meets(is('tags', 'a'), reader({ tags: ['b', 'a'] }))).toBe(true));
  it.each([
    [{ minimum: 5 }, 5, true],
    [{ exclusiveMinimum: 5 }, 5, false],
    [{ maximum: 5 }, 6, false],
    [{ exclusiveMaximum: 5 }, 4.9, true],
    [{ minimum: 1, maximum: 3 }, 2, true],
    [{ minimum: 1, maximum: 3 }, 4, false],
    [{ minimum: 0 }, null, false],
    [{ minimum: 0 }, '1', false],
    [{ formatMinimum: '2026-01-31' }, '2026-01-31', true],
    [{ formatExclusiveMinimum: '2026-01-31' }, '2026-01-31', false],
    [{ formatMaximum: '2026-01-31' }, '2026-02-01', false],
    [{ formatExclusiveMaximum: '2026-01-31' }, '', false],
    [{ formatMinimum: '2026-01-31T08:00:00Z' }, '2026-01-31T10:00:00+01:00', true],
    [{ enum: [1, 9], minimum: 5 }, 1, false],
    [{}, 1, false],
  ])('hold values to bounds: %j of %j is %s', (schema, value, met) =>
    expect(meets({ scope: '#/properties/a', schema }, reader({ a: value }))).toBe(met),
  );
  it.each([
    [{ formatExclusiveMaximum: 'today' }, -1, true],
    [{ formatExclusiveMaximum: 'today' }, 0, false],
    [{ formatMinimum: 'today', formatMaximum: 'today+7' }, 7, true],
    [{ formatMinimum: 'today', formatMaximum: 'today+7' }, 8, false],
    [{ formatMinimum: 'today-30', formatMaximum: 'today' }, -30, true],
  ])('count days from today: %j of a day %i days on is %s', (schema, days, met) => {
    const day = dayOfLimit(`today${days < 0 ? '' : '+'}${days}`);
    for (const value of [day, `${day}T12:00:00Z`])
      expect(meets({ scope: '#/properties/a', schema }, reader({ a: value }))).toBe(met);
  });
  it('know a record of one of several forms again', () => {
    const ref = { form: 'account', id: 3 };
    expect(meets(is('about', { ...ref }), reader({ about: ref }))).toBe(true);
    expect(meets(is('about', { ...ref, id: 4 }), reader({ about: ref }))).toBe(false);
  });
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
