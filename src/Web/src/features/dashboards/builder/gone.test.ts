import { describe, expect, it } from 'vitest';
import type { Field } from '@/lib/form-model';
import type { Dashboard } from '@/api/reports';
import { emptyDraft, withCount, withField, withoutItem, type Draft } from './draft';
import { goneIn, removed, replaced } from './gone';
import { goneFilters, withMember } from './page-settings';

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
  it('wherever else a question names them: the filter of a figure, further periods, an order, a condition on figures', () => {
    const deep: Draft = {
      ...emptyDraft('deal'),
      show: [{ id: 'm1', agg: 'count', filters: { member: 'region', operator: 'set' } }],
      rest: {
        periods: [{ id: 'p2', field: 'sent_on', dateRange: { from: '2026-01-01' } }],
        order: [],
        having: { member: 'm9', operator: 'gt', values: [1] },
      },
    };
    const told = goneIn(deep, members, []);
    expect(told.map((item) => `${item.place} ${item.name}`)).toEqual(['of region', 'time sent_on', 'having m9']);
    const [of, time, having] = told;
    if (!of || !time || !having) throw new Error();
    const mended = replaced(replaced(replaced(deep, of, 'stage'), time, 'closed_on'), having, 'm1');
    expect(mended.show[0]?.filters).toEqual({ member: 'stage', operator: 'set' });
    expect(mended.rest.periods[0]?.field).toBe('closed_on');
    expect(mended.rest.having).toEqual({ member: 'm1', operator: 'gt', values: [1] });
    const left = told.reduce(removed, deep);
    expect([left.show[0]?.filters, left.rest.periods, left.rest.having]).toEqual([undefined, [], undefined]);

    const list: Draft = { ...emptyDraft('deal'), records: ['region'], sort: { id: 'region', dir: 'desc' } };
    const [record] = goneIn(list, members, []);
    if (!record) throw new Error();
    expect(replaced(list, record, 'amount')).toMatchObject({ records: ['amount'], sort: { id: 'amount', dir: 'desc' } });
    expect(removed(list, record)).toMatchObject({ records: [], sort: undefined });
    const sorted: Draft = { ...list, records: ['amount'] };
    expect(goneIn(sorted, members, []).map(({ place }) => place)).toEqual(['sort']);
  });
  it('a condition on a figure goes with the figure', () => {
    const counted: Draft = {
      ...withCount(emptyDraft('deal')),
      rest: { periods: [], order: [], having: { member: 'm1', operator: 'gt', values: [1] } },
    };
    expect(withoutItem(counted, 'm1').rest.having).toBeUndefined();
  });
});

describe('a filter of the page whose field is gone', () => {
  const page = {
    key: 'p',
    title: {},
    source: 'deal',
    widgets: [],
    filters: [
      { id: 'a', kind: 'choice', member: 'region', title: { en: 'Where' }, default: ['north'] },
      { id: 'b', kind: 'choice', member: 'stage.kind', title: {} },
    ],
  } satisfies Dashboard;
  it('is told, and takes another field without what it opened with', () => {
    expect(goneFilters(page, members).map(({ id }) => id)).toEqual(['a']);
    expect(goneFilters(page, new Map())).toEqual([]);
    const stage = members.get('stage');
    if (!stage) throw new Error();
    expect(withMember(page, 'a', stage).filters?.[0]).toEqual({
      id: 'a',
      kind: 'choice',
      member: 'stage',
      title: { en: 'Where' },
    });
  });
});
