import { describe, expect, it } from 'vitest';
import type { ViewEntry } from '@/api/views';
import type { ListSearch } from '@/lib/list-search';
import { addressOf, addressOfAll, changedAddress, contentOf, differs, leavesItToView, viewAskedFor } from './view-state';

const open = { member: 'amount', operator: 'gt' as const, values: [100] };
const view = (changes: Partial<ViewEntry> = {}): ViewEntry => ({
  key: 'large',
  title: { en: 'Large' },
  form: 'deal',
  private: true,
  mine: true,
  default: false,
  can: { update: true, delete: true },
  filter: open,
  ...changes,
});

describe('where an address leads', () => {
  it('a plain one opens the default view, if there is one', () => {
    expect(viewAskedFor({}, [view(), view({ key: 'first', default: true })])?.key).toBe('first');
    expect(viewAskedFor({}, [view()])).toBeUndefined();
  });
  it('one that only names a view opens that', () => {
    expect(viewAskedFor({ view: 'large' }, [view(), view({ key: 'first', default: true })])?.key).toBe('large');
    expect(viewAskedFor({ view: 'gone' }, [view({ default: true })])).toBeUndefined();
  });
  it('one that says what it shows, or all, opens nothing', () => {
    expect(viewAskedFor({ filter: open }, [view({ default: true })])).toBeUndefined();
    expect(viewAskedFor({ search: 'x' }, [view({ default: true })])).toBeUndefined();
    expect(viewAskedFor({ view: 'all' }, [view({ default: true })])).toBeUndefined();
  });
  it('a view spelled out never opens itself again', () => {
    const empty = addressOf(view({ filter: undefined }), '-updatedAt');
    expect(leavesItToView(empty)).toBe(false);
    expect(differs(view({ filter: undefined }), empty, '-updatedAt')).toBe(false);
  });
});

describe('all records', () => {
  it('is named only where the plain address opens a view', () => {
    expect(addressOfAll([view()]).view).toBeUndefined();
    expect(addressOfAll([view({ default: true })]).view).toBe('all');
  });
  it('is what is left when the last condition goes', () => {
    expect(changedAddress<ListSearch>({ filter: open }, { filter: undefined }).view).toBe('all');
    expect(changedAddress<ListSearch>({ filter: open }, { search: 'x' }).view).toBeUndefined();
    expect(changedAddress({ view: 'large', filter: open, sort: 'name' }, { filter: undefined }).view).toBe('large');
  });
});

describe('changed', () => {
  const shown = addressOf(view({ columns: ['name', 'amount'] }), '-updatedAt');
  it('not by how a filter is written', () => {
    expect(differs(view({ columns: ['name', 'amount'] }), { ...shown, filter: { and: [open] } }, '-updatedAt')).toBe(false);
    expect(
      differs(view(), { filter: { values: [100], operator: 'gt', member: 'amount' }, sort: '-updatedAt' }, '-updatedAt'),
    ).toBe(false);
  });
  it('by filter, search, order and columns', () => {
    const saved = view({ columns: ['name', 'amount'] });
    for (const change of [
      { filter: undefined },
      { search: 'x' },
      { sort: 'name' },
      { columns: 'amount,name' },
      { columns: undefined },
    ])
      expect(differs(saved, { ...shown, ...change }, '-updatedAt')).toBe(true);
  });
  it('and what is saved then differs no more', () => {
    const address = { ...shown, search: 'x', sort: 'name', columns: 'amount' };
    expect(differs(view(contentOf(address, '-updatedAt')), address, '-updatedAt')).toBe(false);
  });
});
