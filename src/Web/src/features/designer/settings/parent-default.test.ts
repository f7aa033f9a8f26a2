import { expect, it } from 'vitest';
import type { FieldSchema, FieldTypeKey, FormDocument, XField } from '@/api/types';
import { fits, parentDefault, parentsOf } from './parent-default';

const field = (type: FieldTypeKey, x: Partial<XField> = {}): FieldSchema => ({ 'x-field': { type, title: {}, ...x } });
const doc = {
  properties: { account: field('relation', { form: 'account' }), any: field('relation', { forms: ['account', 'lead'] }), name: field('text') },
} as unknown as FormDocument; // prettier-ignore

it('is a plain path through a relation to one form', () => {
  expect(parentDefault({ expr: 'account.name' }, doc)).toEqual({ relation: 'account', field: 'name' });
  for (const expr of ['account.owner.name', 'any.name', 'name.account', 'account.amount * 2', 'today()'])
    expect(parentDefault({ expr }, doc)).toBeUndefined();
  expect(parentDefault('account.name', doc)).toBeUndefined();
  expect(parentsOf(doc, 'account')).toEqual([]);
});

it('offers what can stand in the field as it is', () => {
  expect(fits(field('text'), field('email'))).toBe(true);
  expect(fits(field('email'), field('text'))).toBe(false);
  expect(fits(field('money'), field('integer'))).toBe(true);
  expect(fits(field('integer'), field('money'))).toBe(false);
  expect(fits(field('relation', { form: 'contact' }), field('relation', { form: 'account' }))).toBe(false);
  expect(fits(field('date'), field('date', { stored: false }))).toBe(false);
});
