import { expect, test } from 'vitest';
import type { Field } from '@/lib/form-model';
import { filterable, kindOf } from './page-settings';

const field = (type: string, x: object = {}) => ({ type, x }) as unknown as Field;

test('a page is filtered by days, options, records, numbers, yes or no and texts, each as its type asks', () => {
  expect(['date', 'select', 'boolean', 'money', 'email'].map((type) => kindOf(field(type)).kind)).toEqual([
    'period', 'choice', 'boolean', 'number', 'text',
  ]); // prettier-ignore
  expect(kindOf(field('user'))).toEqual({ kind: 'relation', form: 'user' });
  expect(kindOf(field('relation', { form: 'account' }))).toEqual({ kind: 'relation', form: 'account' });
});

test('a file, people in numbers and a record of any of several forms filter no page', () => {
  expect([field('file'), field('users'), field('relation', { forms: ['a', 'b'] })].some(filterable)).toBe(false);
  expect([field('integer'), field('longText'), field('relation', { form: 'account' })].every(filterable)).toBe(true);
});
