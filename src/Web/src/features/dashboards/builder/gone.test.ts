import { describe, expect, it } from 'vitest';
import type { Field } from '@/lib/form-model';
import { emptyDraft, withField } from './draft';
import { goneIn, removed, replaced } from './gone';

const field = (key: string, type: Field['type']): [string, Field] => [
  key,
  {
    key,
    form: 'deal',
    type,
    label: key,
    schema: { 'x-field': { type, title: {} } },
    x: { type, title: {} },
    required: false,
    readOnly: false,
    system: false,
  },
];
const members = new Map([field('amount', 'money'), field('stage', 'stage')]);
const draft = {
  ...withField(withField(emptyDraft('deal'), { key: 'price', type: 'money' }, 'show'), { key: 'region', type: 'select' }, 'by'),
  only: {
    and: [
      { member: 'stage.kind', operator: 'equals' as const, values: ['won'] },
      { member: 'budget', operator: 'set' as const },
    ],
  },
};

describe('fields that are gone', () => {
  it('are named with where they stood; what the server knows by itself is not', () => {
    expect(goneIn(draft, members, []).map((item) => `${item.place} ${item.name}`)).toEqual([
      'measure price',
      'group region',
      'filter budget',
    ]);
    expect(goneIn(draft, new Map(), [])).toEqual([]);
  });
  it('are replaced where they stood', () => {
    const [measure, group, filter] = goneIn(draft, members, []);
    if (!measure || !group || !filter) throw new Error();
    expect(replaced(draft, measure, 'amount').show[0]).toMatchObject({ agg: 'sum', field: 'amount' });
    expect(replaced(draft, group, 'stage').by[0]).toEqual({ id: 'd1', field: 'stage' });
    expect(JSON.stringify(replaced(draft, filter, 'amount').only)).toContain('"amount"');
  });
  it('or taken out', () => {
    let left = draft as ReturnType<typeof removed>;
    for (const item of goneIn(draft, members, [])) left = removed(left, item);
    expect(goneIn(left, members, [])).toEqual([]);
    expect(left.only).toEqual({ and: [{ member: 'stage.kind', operator: 'equals', values: ['won'] }] });
  });
});
