import { expect, test } from 'vitest';
import type { FormRules, Rule } from '@/api/expression';
import type { FormDocument } from '@/api/types';
import type { RoleDocument } from '@/api/roles';
import { accessOf, rulesFor } from './preview-role';

const document = { $id: 'visit', properties: { name: {}, price: {} } } as unknown as FormDocument;
const role = (forms: RoleDocument['forms']): RoleDocument => ({ key: 'rep', forms });

test('a field is as the role has it', () => {
  const grants = { visit: { create: true, read: 'all' as const, update: 'own' as const, fields: { price: 'hidden' as const } } };
  expect(accessOf(role(grants), document, 'create')).toEqual({ price: 'hidden' });
  expect(accessOf(role(grants), document, 'detail')).toEqual({ price: 'hidden' });
});

test('what holds for all forms holds where nothing else is said, also for a form that is not published yet', () => {
  expect(accessOf(role({ '*': { create: true, read: 'all', update: 'all' } }), document, 'detail')).toEqual({});
  expect(accessOf(role({ '*': { create: true }, visit: {} }), document, 'create')).toBeNull();
});

test('who may not change records reads them, a mask staying a mask', () => {
  const grants = { visit: { read: { when: 'true' }, update: ['none' as const], fields: { price: 'masked' as const } } };
  expect(accessOf(role(grants), document, 'detail')).toEqual({ name: 'readOnly', price: 'masked' });
});

test('who may neither create nor read sees no form', () => {
  expect(accessOf(role({}), document, 'create')).toBeNull();
  expect(accessOf(role({ visit: { create: true, read: false } }), document, 'detail')).toBeNull();
});

test('a rule that reads what the role may not see is the server’s, and a hidden field has none', () => {
  const rule = (...members: string[]) => ({ members }) as unknown as Rule;
  const rules: FormRules = {
    fields: { a: { formula: rule('b') }, b: { formula: rule() }, c: { requiredWhen: rule('d.x', 'a') } },
  };
  expect(rulesFor(rules, {})).toEqual(rules);
  expect(rulesFor(rules, { b: 'hidden', d: 'masked' })).toEqual({
    fields: { a: { formula: { server: true } }, c: { requiredWhen: { server: true } } },
  });
  expect(rulesFor(rules, { b: 'masked' }).fields['b']).toEqual({ formula: { server: true } });
});
