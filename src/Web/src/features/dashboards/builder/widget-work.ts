import type { ReportQuery, Widget, WidgetOptions, WidgetType } from '@/api/reports';
import type { Text } from '@/api/types';
import { dropUndefined } from '@/lib/changed';
import { emptyDraft, toDraft, toQuery, type Draft } from './draft';
import { followsOf, type Follows } from './follow';
import { suggest, unfit, type Facts } from './suggest';
import { inBoth, labelled, titleWords, unlabelled, type Names } from './words';

/** A widget while it is built. */
export type Work = {
  draft: Draft;
  /** As chosen; undefined = as suggested. */
  kind: WidgetType | undefined;
  /** As typed; undefined = it writes itself. */
  title: Text | undefined;
  options: WidgetOptions;
  follows: Follows;
};

const blankTitle = (title: Text | string) => typeof title !== 'string' && !title.en && !title['zh-CN'];

export function workOf(widget: Widget, names: Names[]): Work {
  const query = widget.query ? unlabelled(widget.query, names) : undefined;
  const draft = query ? toDraft(query, widget.type) : emptyDraft('');
  const isNew = draft.show.length === 0 && !draft.records && draft.by.length === 0;
  const title: Text = typeof widget.title === 'string' ? { en: widget.title } : widget.title;
  const itself = names.length > 1 && names.every((item) => title[item.language] === titleWords(draft, item));
  return {
    draft,
    kind: isNew ? undefined : widget.type,
    title: isNew || itself || blankTitle(title) ? undefined : title,
    options: {
      ...widget.options,
      ...(query?.others && query.limit && query.limit <= 50 ? { top: query.limit } : {}),
    },
    follows: followsOf(widget),
  };
}

/** What is drawn: the chosen kind where it fits, else the suggested one. */
export const drawnKind = (work: Work, facts: Facts): WidgetType =>
  work.kind && unfit(work.kind, work.draft, facts) === null ? work.kind : suggest(work.draft, facts);

export const titleOfWork = (work: Work, names: Names[]): Text =>
  work.title ?? inBoth(names, (item) => titleWords(work.draft, item));

export const queryOfWork = (work: Work, kind: WidgetType, names: Names[]): ReportQuery =>
  labelled(toQuery(work.draft, kind, work.options.top), names);

export function widgetOf(widget: Widget, work: Work, facts: Facts, names: Names[]): Widget {
  const type = drawnKind(work, facts);
  return {
    ...dropUndefined({ ...widget, options: undefined, ignoreFilters: undefined, filterMembers: undefined }),
    type,
    title: titleOfWork(work, names),
    query: queryOfWork(work, type, names),
    ...work.follows,
    ...(Object.keys(work.options).length > 0 ? { options: work.options } : {}),
  };
}
