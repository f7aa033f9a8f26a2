import { expect, test } from 'vitest';
import type { Grant } from '@/api/roles';
import type { FormDocument } from '@/api/types';
import { seenBy } from './field-access';

const document = { $id: 'visit', properties: { name: {}, price: {} } } as unknown as FormDocument;
const seen = (grant: Grant | undefined) => seenBy({ key: 'rep', forms: grant ? { visit: grant } : {} }, document, 'price');

test('what a role has of a field follows from what it may do with the form', () => {
  expect(seen({ read: 'all', update: 'own' })).toBe('changes');
  expect(seen({ read: 'all' })).toBe('readOnly');
  expect(seen({ read: 'all', update: 'all', fields: { price: 'masked' } })).toBe('masked');
  expect(seen({ read: 'all', fields: { price: 'hidden' } })).toBe('hidden');
  expect(seen({ create: true })).toBe('enters');
  expect(seen({ create: true, fields: { price: 'hidden' } })).toBe('hidden');
  expect(seen(undefined)).toBe('noForm');
});
