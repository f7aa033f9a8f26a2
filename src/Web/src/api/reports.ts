import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { buildUrl, del, get, post, requestVersioned } from './client';
import type { FieldTypeKey, Filter, Problem, RelativeRange, Text } from './types';

export type Granularity = 'day' | 'week' | 'month' | 'quarter' | 'year';
export type Measure = {
  id: string;
  agg?: 'count' | 'sum' | 'avg' | 'min' | 'max' | 'countDistinct';
  field?: string;
  filters?: Filter;
  type?: 'ratio';
  numerator?: string;
  denominator?: string;
  /** A figure that is defined once, by its key. */
  metric?: string;
  label?: Text;
};
export type Dimension = { id: string; field: string; bins?: number[]; label?: Text };
export type TimeDimension = {
  id: string;
  field: string;
  granularity?: Granularity;
  dateRange?: DateRangeJson;
  compare?: 'previous';
  label?: Text;
};
export type DateRangeJson = { from?: string; to?: string } | RelativeRange | { relative: RelativeRange };
export type ReportQuery = {
  source: string;
  timezone?: string;
  measures?: Measure[];
  dimensions?: Dimension[];
  timeDimensions?: TimeDimension[];
  filters?: Filter;
  having?: Filter;
  order?: { id: string; dir: 'asc' | 'desc' }[];
  limit?: number;
  /** Tell what the groups beyond the limit come to. */
  others?: boolean;
  /** Further groupings of the same records, by ids of dimensions. */
  subtotals?: string[][];
  ungrouped?: boolean;
  fields?: string[];
};
export type ReportColumn = {
  id: string;
  label: string;
  type: FieldTypeKey | 'ratio';
  form?: string;
  granularity?: Granularity;
  /** Limits of bands: cells are numbers of bands, 0 below the first. */
  bins?: number[];
  labels?: Record<string, string>;
  /** Of a sum or mean: how many of all records lack the value. */
  missing?: number;
};
export type ReportData = {
  columns: ReportColumn[];
  rows: unknown[][];
  totals?: Record<string, unknown>;
  others?: Record<string, unknown>;
  subtotals?: { by: string[]; rows: unknown[][] }[];
  /** The totals of the period before. */
  compared?: { from: string; to: string; totals: Record<string, unknown> };
  truncated: boolean;
  /** For administrators. */
  sql?: string;
  query: ReportQuery;
};

export const widgetKinds = [
  'number', 'gauge', 'bar', 'column', 'line', 'area', 'pie', 'funnel', 'table', 'pivot', 'text', 'filter',
] as const; // prettier-ignore
export type WidgetType = (typeof widgetKinds)[number];
export type WidgetFormat = 'money' | 'count' | 'percent' | 'days';
export type NumberUnit = 'auto' | 'full' | 'thousand' | 'million' | 'wan' | 'yi';
export type WidgetOptions = {
  format?: WidgetFormat;
  numbers?: NumberUnit;
  digits?: number;
  horizontal?: boolean;
  stack?: 'stacked' | 'grouped' | 'percent';
  /** How many groups stand before the others are taken together. */
  top?: number;
  target?: number;
  /** Which way a change is good news. */
  good?: 'up' | 'down' | 'none';
  /** By value of the first dimension, a place in the palette. */
  colors?: Record<string, string>;
  text?: Text;
  filter?: string;
  color?: string;
  compare?: string;
  /** Groups in which the measure is below the number are said to be few. */
  few?: { measure: string; below: number };
  /** Each record of a table offers to create one of the form, whose field points to it. */
  create?: { form: string; field: string };
};
export type Widget = {
  id: string;
  type: WidgetType;
  title: Text;
  layout: { x: number; y: number; w: number; h: number };
  /** Absent in texts and filters. */
  query?: ReportQuery;
  options?: WidgetOptions;
  ignoreFilters?: string[];
  filterMembers?: Record<string, string>;
};
export type Period = { from?: string; to?: string } | { relative: RelativeRange };
/** Both ends included, either absent. */
export type NumberSpan = { from?: number; to?: number };
export type DashboardFilter = {
  id: string;
  kind: 'period' | 'relation' | 'choice' | 'boolean' | 'number' | 'text';
  member: string;
  form?: string;
  title: Text;
  default?: FilterValue;
};
export type Dashboard = {
  key: string;
  title: Text;
  order?: number;
  source: string;
  /** Absent = everyone; without roles only the owner; `*` = everyone. */
  access?: { owner?: number | null; roles?: string[] };
  filters?: DashboardFilter[];
  widgets: Widget[];
};
export type DashboardEntry = {
  key: string;
  title: Text;
  order?: number;
  private: boolean;
  can: { update: boolean; delete: boolean };
};
/** What was chosen by clicking part of a drawing; narrows every other widget about the same form. */
export type CrossFilter = { widget: string; source: string; filter: Filter };
export type Metric = { key: string; title: Text; description?: Text; source: string; measures: Measure[]; result?: string };
/** Chosen values by filter; one that is absent takes its default, null means all. */
export type FilterValues = Record<string, FilterValue>;
/** Days, a span of numbers, part of a text; records by id, options by key, whole texts; yes or no. Null = all. */
export type FilterValue = Period | NumberSpan | { contains: string } | number[] | string[] | boolean | null;
export type DataRange = { from: string; to: string };
export type WidgetAnswer = ReportData | { problem: Problem };
export type DashboardData = { widgets: Record<string, WidgetAnswer>; dataRange: DataRange | null };

export const dashboardsQuery = queryOptions({
  queryKey: ['dashboards'],
  queryFn: async ({ signal }) => {
    const { items } = await get<{ items: DashboardEntry[] }>('/api/dashboards', undefined, signal);
    return items.toSorted((a, b) => (a.order ?? 0) - (b.order ?? 0));
  },
  staleTime: 5 * 60_000,
});

/** Roles that a dashboard can be shared with; none for people who build for themselves only. */
export const sharingQuery = queryOptions({
  queryKey: ['dashboards', '$roles'],
  queryFn: async ({ signal }) =>
    (await get<{ roles?: { key: string; title: Text }[] }>('/api/dashboards', undefined, signal)).roles ?? [],
  staleTime: 5 * 60_000,
});

export const dashboardQuery = (key: string) =>
  queryOptions({
    queryKey: ['dashboards', key],
    queryFn: ({ signal }) => get<Dashboard>(`/api/dashboards/${encodeURIComponent(key)}`, undefined, signal),
    staleTime: 5 * 60_000,
  });

const shownBy = (filters: FilterValues, cross?: CrossFilter) => ({
  filters: Object.keys(filters).length > 0 ? JSON.stringify(filters) : undefined,
  cross: cross ? JSON.stringify(cross) : undefined,
});
export const widgetCsvUrl = (key: string, widget: string, filters: FilterValues, cross?: CrossFilter) =>
  buildUrl(`/api/dashboards/${encodeURIComponent(key)}/widgets/${encodeURIComponent(widget)}/export`, shownBy(filters, cross));

export const dashboardDataQuery = (key: string, filters: FilterValues, cross?: CrossFilter) =>
  queryOptions({
    queryKey: ['reports', 'dashboard', key, filters, cross ?? null],
    queryFn: ({ signal }) =>
      get<DashboardData>(`/api/dashboards/${encodeURIComponent(key)}/data`, shownBy(filters, cross), signal),
    placeholderData: keepPreviousData,
  });

export type DrillRow = Record<string, unknown>;
export type DrillTarget = { form: string; filter: Filter | null };
export const drill = (query: ReportQuery, row: DrillRow, measure?: string) =>
  post<DrillTarget>('/api/reports/drill', { query, row, measure });

/** One question by itself; leaving it cancels it at the server. */
export const reportQuery = (query: ReportQuery) =>
  queryOptions({
    queryKey: ['reports', 'query', query],
    queryFn: async ({ signal }) => {
      const answer = await post<Omit<ReportData, 'query'>>('/api/reports/query', query, { signal });
      return { ...answer, query };
    },
    retry: false,
  });

/** One that is published: its version stands with it. */
export type NamedMetric = Metric & { version: number };
export const metricsQuery = queryOptions({
  queryKey: ['metrics'],
  queryFn: async ({ signal }) => (await get<{ items: NamedMetric[] }>('/api/metrics', undefined, signal)).items,
  staleTime: 5 * 60_000,
});

/** A dashboard as it can be saved again: with the version that it had. Never from a cache, or old work would win. */
export const loadDashboard = async (key: string, signal?: AbortSignal) =>
  requestVersioned<Dashboard>('GET', `/api/dashboards/${encodeURIComponent(key)}`, { signal });
/** No version: a new one. Answers the version saved. */
export const saveDashboard = async (dashboard: Dashboard, version: number | undefined) =>
  (
    await requestVersioned<Dashboard>('PUT', `/api/dashboards/${encodeURIComponent(dashboard.key)}`, {
      body: dashboard,
      ...(version === undefined ? { ifNoneMatch: '*' as const } : { version }),
    })
  ).version;
export const deleteDashboard = (key: string, version: number) => del(`/api/dashboards/${encodeURIComponent(key)}`, { version });
/** No version: a new one. */
export const saveMetric = (metric: Metric, version: number | null) =>
  requestVersioned<Metric>('PUT', `/api/metrics/${encodeURIComponent(metric.key)}`, {
    body: metric,
    ...(version === null ? { ifNoneMatch: '*' as const } : { version }),
  });
export const deleteMetric = (key: string, version: number) => del(`/api/metrics/${encodeURIComponent(key)}`, { version });
