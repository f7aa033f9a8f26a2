import type { ViewContent, ViewEntry } from '@/api/views';
import type { Filter } from '@/api/types';
import { asGroup, itemsOf, isRule, joinOf } from '@/components/filter/filter-model';
import type { ListSearch } from '@/lib/list-search';

/** Stands in the address for no view at all, where there is one that the list would open with. */
export const allRecords = 'all';

const isBare = ({ filter, search, sort, columns }: ListSearch) => !filter && !search && !sort && !columns;

/** Whether an address says nothing of what is shown but leaves it to a view: to the named one, or to the default. */
export const leavesItToView = (address: ListSearch) => isBare(address) && address.view !== allRecords;

/** The view that such an address opens. */
export const viewAskedFor = (address: ListSearch, views: ViewEntry[]) =>
  leavesItToView(address)
    ? views.find((view) => (address.view === undefined ? view.default : view.key === address.view))
    : undefined;

/** A view spelled out, so that the address shows the same to people who do not have the view. It always names an order: it must not be bare. */
export const addressOf = (view: ViewContent & { key: string }, defaultSort: string): ListSearch => ({
  view: view.key,
  filter: view.filter,
  search: view.search,
  sort: view.sort ?? defaultSort,
  columns: view.columns?.join(','),
});

/** No view; named only where the plain address would open one. */
export const addressOfAll = (views: ViewEntry[]) => ({
  view: views.some((view) => view.default) ? allRecords : undefined,
  filter: undefined,
  search: undefined,
  sort: undefined,
  columns: undefined,
});

/** Whoever takes the last condition away wants all records, not the view that the plain address opens. */
export function changedAddress<T extends ListSearch>(before: T, changes: ListSearch): T {
  const next = { ...before, ...changes };
  return isBare(next) && next.view === undefined ? { ...next, view: allRecords } : next;
}

/** What an address shows, as a view keeps it. */
export const contentOf = ({ filter, search, sort, columns }: ListSearch, defaultSort: string): ViewContent => ({
  filter,
  search,
  sort: sort === defaultSort ? undefined : sort,
  columns: columns?.split(','),
});

/** Whether what is shown is no longer what the view says. */
export function differs(view: ViewEntry, address: ListSearch, defaultSort: string): boolean {
  const same = (content: ViewContent) =>
    JSON.stringify([meaning(content.filter), content.search ?? '', content.sort ?? defaultSort, content.columns ?? []]);
  return same(view) !== same(contentOf(address, defaultSort));
}

// A group of one is its part, and the order of members says nothing.
function meaning(filter: Filter | undefined): unknown {
  if (!filter) return null;
  if (isRule(filter)) return [filter.member, filter.operator, filter.values ?? []];
  if (!('and' in filter) && !('or' in filter)) return filter;
  const whole = asGroup(filter);
  const items = itemsOf(whole).map(meaning);
  return items.length === 0 ? null : items.length === 1 ? items[0] : { [joinOf(whole)]: items };
}

/** A key of one's own: two people's views of the same name are two views. */
export const newKey = () => `v_${Date.now().toString(36)}${Math.random().toString(36).slice(2, 8)}`;
