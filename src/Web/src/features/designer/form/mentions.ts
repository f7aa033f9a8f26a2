import type { Filter, FormDocument, FormSimilar } from '@/api/types';
import { membersOf, renamed, withoutMember } from '@/components/filter/filter-model';
import { dropUndefined } from '@/lib/changed';
import { sortText, sortTerms } from './sort';

type XForm = FormDocument['x-form'];

/** Where the form's own settings name fields: each follows when a field gets another key, and goes with it. Layouts are not among them. */
export function renamedInForm(form: XForm, from: string, to: string): XForm {
  const swap = (path: string) => (path === from ? to : path.startsWith(`${from}.`) ? to + path.slice(from.length) : path);
  const swapAll = (paths: string[] | undefined) => paths?.map(swap);
  const swapSort = (sort: string | undefined) =>
    sort === undefined ? undefined : sortText(sortTerms(sort).map((term) => ({ ...term, member: swap(term.member) })));
  const swapFilter = (filter: Filter | undefined) =>
    filter && membersOf(filter).reduce((now, member) => renamed(now, member, swap(member)), filter);
  const { similar, timeline, list, access } = form;
  return dropUndefined({
    ...form,
    recordTitle: form.recordTitle && swap(form.recordTitle),
    nameFrom: form.nameFrom?.replaceAll(`{${from}}`, `{${to}}`),
    search: swapAll(form.search),
    duplicates: swapAll(form.duplicates),
    list: list && dropUndefined({ ...list, columns: swapAll(list.columns), sort: swapSort(list.sort) }),
    unique: form.unique?.map((keys) => keys.map(swap)),
    indexes: form.indexes?.map((keys) => keys.map(swap)),
    access: access && dropUndefined({ ...access, follows: access.follows && swap(access.follows) }),
    timeline:
      timeline &&
      dropUndefined({
        ...timeline,
        by: swap(timeline.by),
        at: timeline.at && swap(timeline.at),
        summary: swapAll(timeline.summary),
      }),
    similar:
      similar &&
      dropUndefined({
        ...similar,
        for: swapFilter(similar.for),
        among: swapFilter(similar.among),
        match: similar.match?.map((term) => ({ ...term, field: swap(term.field) })),
        near: similar.near?.map((term) => ({ ...term, field: swap(term.field) })),
        sort: swapSort(similar.sort),
        show: swapAll(similar.show),
      }),
  });
}

/** The settings without a field; what was left with nothing to say goes as a whole. */
export function withoutField(form: XForm, key: string): XForm {
  const isIt = (path: string) => path === key || path.startsWith(`${key}.`);
  const drop = (paths: string[] | undefined) => paths?.filter((path) => !isIt(path));
  const dropSort = (sort: string | undefined) =>
    (sort && sortText(sortTerms(sort).filter((term) => !isIt(term.member)))) || undefined;
  const { list, access, timeline } = form;
  return dropUndefined({
    ...form,
    search: drop(form.search),
    duplicates: drop(form.duplicates),
    list: list && dropUndefined({ ...list, columns: drop(list.columns), sort: dropSort(list.sort) }),
    unique: form.unique?.filter((keys) => !keys.includes(key)),
    indexes: form.indexes?.filter((keys) => !keys.includes(key)),
    access: access?.follows === key ? undefined : access,
    timeline:
      timeline?.by === key
        ? undefined
        : timeline &&
          dropUndefined({
            ...timeline,
            at: timeline.at === key ? undefined : timeline.at,
            summary: drop(timeline.summary),
          }),
    similar: form.similar && similarWithout(form.similar, isIt, dropSort, drop),
  });
}

function similarWithout(
  similar: FormSimilar,
  isIt: (path: string) => boolean,
  dropSort: (sort: string | undefined) => string | undefined,
  drop: (paths: string[] | undefined) => string[] | undefined,
): FormSimilar | undefined {
  const match = similar.match?.filter((term) => !isIt(term.field));
  const near = similar.near?.filter((term) => !isIt(term.field));
  // Nothing is like anything any more.
  if (!match?.length && !near?.length) return undefined;
  const dropFilter = (filter: Filter | undefined) => membersOf(filter).filter(isIt).reduce(withoutMember, filter);
  return dropUndefined({
    ...similar,
    for: dropFilter(similar.for),
    among: dropFilter(similar.among),
    match: match?.length ? match : undefined,
    near: near?.length ? near : undefined,
    sort: dropSort(similar.sort),
    show: drop(similar.show),
  });
}
