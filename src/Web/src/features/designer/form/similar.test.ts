import { describe, expect, it } from 'vitest';
import type { FieldSchema, FormDocument, XField } from '@/api/types';
import { fieldOf, type Field } from '@/lib/form-model';
import { comparableMembers, mostPoints, reverseLists } from './similar';

const schema = (x: Partial<XField> & { type: XField['type'] }): FieldSchema => ({ 'x-field': { title: {}, ...x } });
const doc = (key: string, properties: Record<string, FieldSchema>): FormDocument => ({
  $id: key,
  title: key,
  properties,
  'x-form': { title: {}, recordTitle: 'name' },
});
const member = (key: string, x: Partial<XField> & { type: XField['type'] }): [string, Field] => [
  key,
  fieldOf(doc('deal', {}), key, schema(x), 'en'),
];

describe('what makes records alike', () => {
  it('is a single value of the record or of one it points to', () => {
    const members = new Map([
      member('stage', { type: 'stage' }),
      member('stage.kind', { type: 'select' }),
      member('stage.from', { type: 'stage' }),
      member('stage.owner', { type: 'user' }),
      member('account', { type: 'relation', form: 'account' }),
      member('account.owner', { type: 'user' }),
      member('about', { type: 'relation', forms: ['account'] }),
      member('tags', { type: 'multiSelect' }),
    ]);
    expect(comparableMembers(members).map(({ key }) => key)).toEqual(['stage', 'stage.kind', 'account', 'account.owner']);
  });
  it('counts one point unless it says more', () => {
    expect(mostPoints({ match: [{ field: 'a' }, { field: 'b', weight: 3 }], near: [{ field: 'c', within: 1, weight: 2 }] })).toBe(
      6,
    );
    expect(mostPoints(undefined)).toBe(0);
  });
});

describe('the lists on the other side', () => {
  it('are those of relations with a key, the form itself included; of one key the first', () => {
    const visit = doc('visit', { deal: schema({ type: 'relation', form: 'deal', reverseKey: 'visits' }) });
    const call = doc('call', { about: schema({ type: 'relation', forms: ['deal', 'lead'], reverseKey: 'visits' }) });
    const plain = doc('plain', { deal: schema({ type: 'relation', form: 'deal' }) });
    const own = doc('deal', { before: schema({ type: 'relation', form: 'deal', reverseKey: 'later' }) });
    expect(reverseLists('deal', [own, visit, call, plain]).map(({ key, form }) => [key, form.$id])).toEqual([
      ['visits', 'call'],
      ['later', 'deal'],
    ]);
  });
});
