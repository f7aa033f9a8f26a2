import type { DashboardFilter, Widget } from '@/api/reports';
import { dropUndefined } from '@/lib/changed';
import type { Field } from '@/lib/form-model';
import { filterable, kindOf } from './page-settings';

/** What a widget makes of the page's filters: which it leaves alone, and which ask about another member of its own. */
export type Follows = Pick<Widget, 'ignoreFilters' | 'filterMembers'>;
export const byItself = '';
export const notAtAll = '-';

export const followsOf = ({ ignoreFilters, filterMembers }: Widget): Follows => dropUndefined({ ignoreFilters, filterMembers });

/** By which member a filter acts; a widget about another form than the page follows only where that is said. */
export function choiceOf(follows: Follows, filter: string, isOfPage: boolean): string {
  if (follows.ignoreFilters?.includes(filter)) return notAtAll;
  return follows.filterMembers?.[filter] ?? (isOfPage ? byItself : notAtAll);
}

export function withChoice(follows: Follows, filter: string, choice: string): Follows {
  const ignored = (follows.ignoreFilters ?? []).filter((item) => item !== filter);
  if (choice === notAtAll) ignored.push(filter);
  const members = Object.entries(follows.filterMembers ?? {}).filter(([key]) => key !== filter);
  if (choice !== notAtAll && choice !== byItself) members.push([filter, choice]);
  return {
    ...(ignored.length > 0 && { ignoreFilters: ignored }),
    ...(members.length > 0 && { filterMembers: Object.fromEntries(members) }),
  };
}

/** Members of the widget's form that a filter could ask about instead of its own. */
export const insteadOf = (filter: DashboardFilter, members: ReadonlyMap<string, Field>, isOfPage: boolean): string[] =>
  [...members]
    .filter(([key, field]) => {
      if (!filterable(field) || (isOfPage && key === filter.member)) return false;
      const { kind, form } = kindOf(field);
      return kind === filter.kind && form === filter.form;
    })
    .map(([key]) => key);
