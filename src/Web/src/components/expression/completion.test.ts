import { describe, expect, it } from 'vitest';
import type { FormDocument, Pipeline, XField } from '@/api/types';
import type { Field } from '@/lib/form-model';
import { suggest, type Surroundings } from './completion';

const field = (key: string, x: Partial<XField> = {}): Field =>
  ({ key, label: key.toUpperCase(), type: x.type ?? 'text', x: { type: 'text', title: {}, ...x } }) as unknown as Field;
const option = (key: string) => ({ key, title: { en: key.toUpperCase() } });
const forms: Record<string, Field[]> = {
  account: [field('industry'), field('parent', { type: 'relation', form: 'account' }), field('owner', { type: 'user' })],
  user: [field('name')],
  activity: [
    field('happened_on', { type: 'date' }),
    field('type', { type: 'select', options: [option('demo'), option('call')] }),
  ],
};
const around: Surroundings = {
  form: 'deal',
  fields: [
    field('amount', { type: 'money' }),
    field('kind', { type: 'select', options: [option('a'), option('b')] }),
    field('tags', { type: 'multiSelect', options: [option('hot')] }),
    field('account', { type: 'relation', form: 'account' }),
    field('stage', { type: 'stage', pipeline: 'sales' }),
    field('createdBy', { type: 'user' }),
  ],
  functions: [{ name: 'count', signature: 'count(list, condition?)' }],
  pipelines: [{ key: 'sales', stages: [option('new'), option('won')], categories: [option('commit')] } as unknown as Pipeline],
  membersOf: (form) => Promise.resolve(forms[form] ?? []),
  documents: () =>
    Promise.resolve([
      {
        $id: 'activity',
        title: 'Activity',
        properties: { deal: { 'x-field': { type: 'relation', form: 'deal', reverseKey: 'activities' } } },
      } as unknown as FormDocument,
    ]),
  formTitle: (document) => document.title,
  optionTitle: (title) => title.en ?? '',
  words: {
    stage: { kind: 'State', order: '', probability: '', days: 'Days', limit: '', category: '' },
    kinds: { open: 'Open', won: 'Won', lost: 'Lost' },
    outer: 'Asking',
  },
};
const at = async (text: string) => (await suggest(text, text.length, around))?.options.map((item) => item.label) ?? [];

describe('what may stand in an expression', () => {
  it('are the members of the form with their labels, and functions', async () => {
    const found = await suggest('1 + am', 6, around);
    expect(found?.from).toBe(4);
    expect(found?.options).toContainEqual({ label: 'amount', detail: 'AMOUNT', type: 'variable' });
    expect(found?.options).toContainEqual({
      label: 'count',
      apply: 'count(',
      detail: 'count(list, condition?)',
      type: 'function',
    });
  });
  it.each([
    ['account.', ['industry', 'parent', 'owner']],
    ['account.parent.parent.ind', ['industry', 'parent', 'owner']],
    ['account.owner.', ['name']],
    ['createdBy.', ['name']],
    ['account.industry.', []],
    ['amount.', []],
    ['nothing.', []],
    ['account.parent.gone.', []],
  ])('behind a dot are the fields of the form that is meant: %s', async (text, labels) => expect(await at(text)).toEqual(labels));
  it('counts from behind the last dot', async () => expect((await suggest('account.ind', 11, around))?.from).toBe(8));
  it('knows what can be asked of a stage', async () => expect(await at('stage.')).toContain('days'));
  it.each([
    ["kind == '", ['a', 'b']],
    ['kind != "', ['a', 'b']],
    ["amount > 1 && kind == 'a", ['a', 'b']],
    ["includes(tags, '", ['hot']],
    ["stage == '", ['new', 'won']],
    ["stage.kind == '", ['open', 'won', 'lost']],
    ["stage.category == '", ['commit']],
    ["amount == '", []],
    ["'kind == ' == '", []],
  ])('in quotes are the keys of the options: %s', async (text, labels) => expect(await at(text)).toEqual(labels));
  it('in an aggregate are the lists of records that point here', async () => {
    expect(await at('count(')).toEqual(['activities', 'count']);
    expect(await at('max(')).toContain('activities');
    expect(await at('max(activities.')).toEqual(['happened_on', 'type']);
    expect(await at('round(')).not.toContain('activities');
  });
  it('in the condition of a list are the fields of its records, and those of the record that asks behind outer', async () => {
    expect(await at('count(activities, ')).toEqual(['happened_on', 'type', 'outer', 'count']);
    expect(await at("count(activities, type == '")).toEqual(['demo', 'call']);
    expect(await at('count(activities, outer.')).toContain('amount');
    expect(await at("count(activities, outer.kind == '")).toEqual(['a', 'b']);
    expect(await at('count(activities, type == 1) + ')).toContain('amount');
  });
});
