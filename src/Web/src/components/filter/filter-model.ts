import type { Filter, FilterGroup, FilterRule, Operator, RelativeRange } from '@/api/types';
import { isBlank } from '@/lib/rules';

export type Join = 'and' | 'or';
export const isRule = (filter: Filter): filter is FilterRule => 'member' in filter;
export const joinOf = (group: FilterGroup): Join => ('or' in group ? 'or' : 'and');
export const itemsOf = (group: FilterGroup): Filter[] => ('or' in group ? group.or : group.and);
export const group = (join: Join, items: Filter[]): FilterGroup => (join === 'or' ? { or: items } : { and: items });

/** Any filter as one group, so that its parts can be listed. */
export const asGroup = (filter: Filter | undefined): FilterGroup =>
  filter === undefined ? { and: [] } : isRule(filter) ? { and: [filter] } : filter;

const withoutValue = new Set<Operator>(['set', 'notSet']);
export const needsValue = (operator: Operator) => !withoutValue.has(operator);
export const isComplete = (rule: FilterRule) => {
  if (rule.member === '') return false;
  if (!needsValue(rule.operator)) return true;
  const values = rule.values ?? [];
  const wanted = rule.operator === 'between' || rule.operator === 'inDateRange' ? 2 : 1;
  return values.length >= wanted && values.every((value) => !isBlank(value));
};

/** Drops what is not finished; nothing left is no filter at all. */
export function cleaned(filter: Filter | undefined): Filter | undefined {
  if (!filter) return undefined;
  if (isRule(filter)) {
    if (!isComplete(filter)) return undefined;
    return needsValue(filter.operator) ? filter : { member: filter.member, operator: filter.operator };
  }
  const items = itemsOf(filter)
    .map(cleaned)
    .filter((item) => item !== undefined);
  return items.length === 0 ? undefined : group(joinOf(filter), items);
}

export const without = (filter: Filter | undefined, index: number): Filter | undefined => {
  const whole = asGroup(filter);
  return cleaned(group(joinOf(whole), itemsOf(whole).toSpliced(index, 1)));
};

/** Both filters at once. */
export const both = (...filters: (Filter | undefined)[]): Filter | undefined => {
  const present = filters.filter((filter) => filter !== undefined);
  return present.length < 2 ? present[0] : { and: present };
};

/** Key and count of the phrase for a relative range: this month, last 3 months, next 7 days. */
export function relativePhrase(range: RelativeRange): { key: string; unit: RelativeRange['unit']; count: number } {
  const { unit, from, to } = range;
  if (unit === 'day' && from === to && Math.abs(from) <= 1)
    return { key: from === 0 ? 'today' : from < 0 ? 'yesterday' : 'tomorrow', unit, count: 1 };
  if (from === 0 && to === 0) return { key: 'this', unit, count: 1 };
  if (from === -1 && to === -1) return { key: 'previous', unit, count: 1 };
  if (from === 1 && to === 1) return { key: 'following', unit, count: 1 };
  if (to === 0) return { key: 'last', unit, count: 1 - from };
  if (from === 0) return { key: 'next', unit, count: 1 + to };
  if (to === -1) return { key: 'before', unit, count: -from };
  return { key: 'span', unit, count: to - from + 1 };
}

export const relativeChoices: RelativeRange[] = [
  { unit: 'day', from: 0, to: 0 },
  { unit: 'week', from: 0, to: 0 },
  { unit: 'week', from: -1, to: -1 },
  { unit: 'month', from: 0, to: 0 },
  { unit: 'month', from: -1, to: -1 },
  { unit: 'month', from: 1, to: 1 },
  { unit: 'quarter', from: 0, to: 0 },
  { unit: 'quarter', from: -1, to: -1 },
  { unit: 'year', from: 0, to: 0 },
  { unit: 'year', from: -1, to: -1 },
  { unit: 'day', from: -6, to: 0 },
  { unit: 'day', from: -29, to: 0 },
  { unit: 'day', from: 0, to: 6 },
  { unit: 'day', from: 0, to: 29 },
];

/** Every member that a filter names, once for each time. */
export const membersOf = (filter: Filter | undefined): string[] =>
  filter === undefined ? [] : isRule(filter) ? [filter.member] : itemsOf(filter).flatMap(membersOf);
/** The same about another member. */
export const renamed = (filter: Filter, from: string, to: string): Filter =>
  isRule(filter)
    ? filter.member === from
      ? { ...filter, member: to }
      : filter
    : group(
        joinOf(filter),
        itemsOf(filter).map((item) => renamed(item, from, to)),
      );
/** What is left of a filter without what it says of a member. */
export function withoutMember(filter: Filter | undefined, member: string): Filter | undefined {
  if (filter === undefined || isRule(filter)) return filter?.member === member ? undefined : filter;
  const items = itemsOf(filter)
    .map((item) => withoutMember(item, member))
    .filter((item) => item !== undefined);
  return items.length === 0 ? undefined : group(joinOf(filter), items);
}
