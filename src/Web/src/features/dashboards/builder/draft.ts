import type { DateRangeJson, Dimension, Granularity, Measure, ReportQuery, TimeDimension, WidgetType } from '@/api/reports';
import type { FieldTypeKey, Filter, Text } from '@/api/types';
import { withoutMember } from '@/components/filter/filter-model';
import { changed } from '@/lib/changed';

export type TimeGroup = { id: string; field: string; granularity: Granularity; label?: Text };

/** A question as its wells hold it: the same whatever kind draws it, so that switching kinds loses nothing. */
export type Draft = {
  source: string;
  show: Measure[];
  by: Dimension[];
  split: Dimension | undefined;
  time: TimeGroup | undefined;
  /** Narrows without grouping; `compare` tells the period before as well. */
  period: { id: string; field: string; range: DateRangeJson | undefined; compare: boolean } | undefined;
  only: Filter | undefined;
  sort: Sort | undefined;
  /** The records themselves instead of groups: their fields. */
  records: string[] | undefined;
  limit: number | undefined;
  /** What this editor does not change and keeps as it was. */
  rest: Pick<ReportQuery, 'timezone' | 'having'> & { periods: TimeDimension[]; order: Sort[] };
};
export type Sort = { id: string; dir: 'asc' | 'desc' };
export type Well = 'show' | 'by' | 'split' | 'time' | 'only';

export const emptyDraft = (source: string): Draft => ({
  source,
  show: [],
  by: [],
  split: undefined,
  time: undefined,
  period: undefined,
  only: undefined,
  sort: undefined,
  records: undefined,
  limit: undefined,
  rest: { periods: [], order: [] },
});

const numberTypes = new Set<FieldTypeKey>(['integer', 'decimal', 'money', 'percent']);
const dateTypes = new Set<FieldTypeKey>(['date', 'dateTime']);
export const isNumber = (type: FieldTypeKey) => numberTypes.has(type);
export const isDate = (type: FieldTypeKey) => dateTypes.has(type);
/** Where a field goes when it is clicked. */
export const wellFor = (type: FieldTypeKey): Well => (isNumber(type) ? 'show' : isDate(type) ? 'time' : 'by');
export const accepts = (well: Well, type: FieldTypeKey): boolean => {
  if (type === 'file') return well === 'show';
  if (well === 'time') return isDate(type);
  if (well === 'by' || well === 'split') return type !== 'longText';
  return true;
};
/** What a field can be counted as. */
export const aggregatesOf = (type: FieldTypeKey): NonNullable<Measure['agg']>[] => {
  if (isNumber(type)) return ['sum', 'avg', 'min', 'max', 'count', 'countDistinct'];
  if (isDate(type)) return ['min', 'max', 'count', 'countDistinct'];
  return type === 'file' || type === 'multiSelect' || type === 'users' ? ['count'] : ['count', 'countDistinct'];
};

const idsOf = (draft: Draft) =>
  new Set(
    [...draft.show, ...draft.by, draft.split, draft.time, draft.period, ...draft.rest.periods]
      .filter((item) => item !== undefined)
      .map((item) => item.id),
  );
export function nextId(draft: Draft, prefix: string): string {
  const taken = idsOf(draft);
  for (let index = 1; ; index++) if (!taken.has(prefix + index)) return prefix + index;
}

/** Puts a field into a well. What a well can't hold twice takes the place of what was there. */
export function withField(draft: Draft, field: { key: string; type: FieldTypeKey }, well: Well): Draft {
  if (draft.records) return withRecordField(draft, field.key);
  switch (well) {
    case 'show': {
      const agg = isNumber(field.type)
        ? field.type === 'percent'
          ? 'avg'
          : 'sum'
        : (aggregatesOf(field.type).at(-1) ?? 'count');
      if (draft.show.some((item) => item.field === field.key && item.agg === agg && !item.filters)) return draft;
      return { ...draft, show: [...draft.show, { id: nextId(draft, 'm'), agg, field: field.key }] };
    }
    case 'by':
      if (draft.by.some((item) => item.field === field.key)) return draft;
      return withBy(draft, field);
    case 'split':
      return { ...draft, split: { id: draft.split?.id ?? nextId(draft, 'd'), field: field.key } };
    case 'time':
      return {
        ...draft,
        time: {
          id: draft.time?.id ?? nextId(draft, 't'),
          field: field.key,
          granularity: draft.time?.granularity ?? 'month',
        },
      };
    case 'only':
      return draft;
  }
}
/** Stages come in the order in which records pass them, unless something else was wished. */
function withBy(draft: Draft, field: { key: string; type: FieldTypeKey }): Draft {
  const id = nextId(draft, 'd');
  const sort = draft.sort ?? (field.type === 'stage' && draft.by.length === 0 ? { id, dir: 'asc' as const } : undefined);
  return { ...draft, by: [...draft.by, { id, field: field.key }], sort };
}

const withRecordField = (draft: Draft, key: string): Draft =>
  draft.records?.includes(key) ? draft : { ...draft, records: [...(draft.records ?? []), key] };

export const withCount = (draft: Draft): Draft =>
  draft.show.some((item) => item.agg === 'count' && !item.field && !item.filters)
    ? draft
    : { ...draft, show: [...draft.show, { id: nextId(draft, 'm'), agg: 'count' }] };

export const withMetric = (draft: Draft, metric: string): Draft =>
  draft.show.some((item) => item.metric === metric)
    ? draft
    : { ...draft, show: [...draft.show, { id: nextId(draft, 'm'), metric }] };

/** Puts what was just added to the figures before another one. */
export function shownBefore(draft: Draft, before: Draft, place: string | undefined): Draft {
  const added = draft.show.at(-1);
  if (draft === before || !added || place === undefined) return draft;
  const at = draft.show.findIndex((item) => item.id === place);
  return at < 0 ? draft : { ...draft, show: draft.show.slice(0, -1).toSpliced(at, 0, added) };
}

/** Takes one thing out of its well; what named it goes too: a ratio of it, an order by it. */
export function withoutItem(draft: Draft, id: string): Draft {
  const gone = new Set([id]);
  for (const item of draft.show)
    if (item.type === 'ratio' && (gone.has(item.numerator ?? '') || gone.has(item.denominator ?? ''))) gone.add(item.id);
  return {
    ...draft,
    show: draft.show.filter((item) => !gone.has(item.id)),
    by: draft.by.filter((item) => !gone.has(item.id)),
    split: draft.split && gone.has(draft.split.id) ? undefined : draft.split,
    time: draft.time && gone.has(draft.time.id) ? undefined : draft.time,
    period: draft.period && gone.has(draft.period.id) ? undefined : draft.period,
    sort: draft.sort && gone.has(draft.sort.id) ? undefined : draft.sort,
    rest: {
      ...draft.rest,
      having: [...gone].reduce(withoutMember, draft.rest.having),
      order: draft.rest.order.filter((item) => !gone.has(item.id)),
    },
  };
}

export const fieldOf = (draft: Draft, id: string): string | undefined =>
  [...draft.show, ...draft.by, draft.split, draft.time, draft.period].find((item) => item?.id === id)?.field;

/** Moves what stands in one well to another, or before another thing of its own. */
export function moved(draft: Draft, id: string, well: Well, type: FieldTypeKey, before?: string): Draft {
  if (before === id) return draft;
  const list = well === 'show' ? draft.show : well === 'by' ? draft.by : null;
  const own = list?.find((item) => item.id === id);
  if (own && list) {
    const others = list.filter((item) => item.id !== id);
    const at = before ? others.findIndex((item) => item.id === before) : others.length;
    const next = others.toSpliced(at < 0 ? others.length : at, 0, own);
    return well === 'show' ? { ...draft, show: next as Measure[] } : { ...draft, by: next as Dimension[] };
  }
  const key = fieldOf(draft, id);
  if (!key || !accepts(well, type) || well === 'only') return draft;
  return withField(withoutItem(draft, id), { key, type }, well);
}

export const groupCount = (draft: Draft) => draft.by.length + (draft.split ? 1 : 0) + (draft.time ? 1 : 0);
export const isBlankDraft = (draft: Draft) => draft.show.length === 0 && groupCount(draft) === 0 && !draft.records;

const defaultTop: Partial<Record<WidgetType, number>> = { funnel: 20 };

/** The query of a draft as a kind draws it. Top: how many groups stand before the others. */
export function toQuery(draft: Draft, kind: WidgetType, top?: number): ReportQuery {
  const periods: TimeDimension[] = [
    ...(draft.period
      ? [
          {
            id: draft.period.id,
            field: draft.period.field,
            ...(draft.period.range ? { dateRange: draft.period.range } : {}),
            ...(draft.period.compare && groupCount(draft) === 0 ? { compare: 'previous' as const } : {}),
          },
        ]
      : []),
    ...draft.rest.periods,
  ].filter((item) => 'dateRange' in item || 'compare' in item);
  const base = {
    source: draft.source,
    ...(draft.rest.timezone ? { timezone: draft.rest.timezone } : {}),
    ...(draft.only ? { filters: draft.only } : {}),
  };
  if (draft.records)
    return {
      ...base,
      ...(periods.length > 0 ? { timeDimensions: periods } : {}),
      ungrouped: true,
      fields: draft.records,
      ...(draft.sort && draft.records.includes(draft.sort.id) ? { order: [draft.sort] } : {}),
      limit: draft.limit ?? 100,
    };
  const dimensions = [...draft.by, ...(draft.split ? [draft.split] : [])];
  const time = draft.time ? [draft.time] : [];
  const ids = [...dimensions, ...time].map((item) => item.id);
  const most = top ?? defaultTop[kind];
  const single = dimensions.length === 1 && !draft.time && draft.show.length > 0;
  return {
    ...base,
    ...(draft.show.length > 0 ? { measures: draft.show } : {}),
    ...(dimensions.length > 0 ? { dimensions } : {}),
    ...(time.length + periods.length > 0 ? { timeDimensions: [...time, ...periods] } : {}),
    ...(draft.rest.having ? { having: draft.rest.having } : {}),
    ...(draft.sort ? { order: [draft.sort, ...draft.rest.order] } : {}),
    ...(kind === 'pivot' && ids.length > 1 ? { subtotals: [ids.slice(0, -1), ids.slice(-1)] } : {}),
    ...(most && single ? { limit: most, others: true } : draft.limit ? { limit: draft.limit } : {}),
  };
}

/** The wells of a query as a kind reads it; `toQuery` makes the same query again. */
export function toDraft(query: ReportQuery, kind: WidgetType): Draft {
  const { dimensions = [], timeDimensions = [] } = query;
  const grouped = timeDimensions.find((item) => item.granularity);
  const [period, ...periods] = timeDimensions.filter((item) => item !== grouped && !item.granularity);
  const time =
    grouped?.granularity === undefined
      ? undefined
      : changed<TimeGroup>({ id: grouped.id, field: grouped.field, granularity: grouped.granularity }, { label: grouped.label });
  const isList = kind === 'table' || kind === 'number' || kind === 'gauge';
  const splits = !isList && dimensions.length > (time && kind !== 'pivot' ? 0 : 1) && !(kind === 'pivot' && time);
  const by = splits ? dimensions.slice(0, -1) : dimensions;
  const split = splits ? dimensions.at(-1) : undefined;
  return {
    source: query.source,
    show: query.measures ?? [],
    by,
    split,
    time,
    period: period && {
      id: period.id,
      field: period.field,
      range: period.dateRange,
      compare: period.compare === 'previous',
    },
    only: query.filters,
    sort: query.order?.[0],
    records: query.ungrouped ? (query.fields ?? []) : undefined,
    limit: query.others ? undefined : query.limit,
    rest: { timezone: query.timezone, having: query.having, periods, order: query.order?.slice(1) ?? [] },
  };
}
