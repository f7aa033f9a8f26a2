import { expect, test } from 'vitest';
import type { FieldSchema } from '@/api/types';
import { detailsOf } from './change-details';

const field = (schema: object, x: object = {}) =>
  ({ type: 'string', ...schema, 'x-field': { type: 'text', ...x } }) as FieldSchema;

test('a limit is told with what it was', () => {
  expect(detailsOf('limits', field({ maxLength: 100 }), field({ maxLength: 20, minLength: 2 }))).toEqual([
    { kind: 'limit', of: 'minLength', from: undefined, to: 2 },
    { kind: 'limit', of: 'maxLength', from: 100, to: 20 },
  ]);
});

test('a limit of days is told as it is written', () => {
  expect(detailsOf('limits', field({}, { latest: 'today' }), field({}, { earliest: '2026-01-31', latest: 'today+7' }))).toEqual([
    { kind: 'day', of: 'earliest', from: undefined, to: '2026-01-31' },
    { kind: 'day', of: 'latest', from: 'today', to: 'today+7' },
  ]);
});

test('what has no word of its own is not passed over', () => {
  expect(detailsOf('limits', field({ maxLength: 100 }), field({ maxLength: 20, pattern: '^A' }))).toEqual([]);
});

test('options that come and go are named, those that only move or change colour are not', () => {
  const [a, b, c] = ['a', 'b', 'c'].map((key) => ({ key, title: { en: key.toUpperCase() } }));
  expect(detailsOf('options', field({}, { options: [a, b] }), field({}, { options: [c, b] }))).toEqual([
    { kind: 'optionsNew', options: [{ en: 'C' }] },
    { kind: 'optionsGone', options: [{ en: 'A' }] },
  ]);
  expect(detailsOf('options', field({}, { options: [a, b] }), field({}, { options: [b, a] }))).toEqual([]);
  expect(detailsOf('options', field({}, { options: [a] }), field({}, { options: [{ ...a, hidden: true }] }))).toEqual([
    { kind: 'optionsGone', options: [{ en: 'A' }] },
  ]);
});

test('expressions are told as they were and are', () => {
  expect(detailsOf('formula', field({}, { formula: 'a' }), field({}, { formula: 'a + b' }))).toEqual([
    { kind: 'formula', from: 'a', to: 'a + b' },
  ]);
  expect(detailsOf('default', field({}, { default: 'x' }), field({}, { default: { expr: 'today()' } }))).toEqual([
    { kind: 'default', from: 'x', to: 'today()' },
  ]);
  expect(detailsOf('rules', field({}, { requiredWhen: 'a > 1' }), field({}, { readOnlyWhen: 'b' }))).toEqual([
    { kind: 'requiredWhen', from: 'a > 1', to: undefined },
    { kind: 'readOnlyWhen', from: undefined, to: 'b' },
  ]);
});
