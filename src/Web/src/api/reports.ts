import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { get, post } from './client';
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
  label?: Text;
};
export type ReportQuery = {
  source: string;
  timezone?: string;
  measures?: Measure[];
  dimensions?: { id: string; field: string; bins?: number[]; label?: Text }[];
  timeDimensions?: { id: string; field: string; granularity?: Granularity; dateRange?: unknown; label?: Text }[];
  filters?: Filter;
  having?: Filter;
  order?: { id: string; dir: 'asc' | 'desc' }[];
  limit?: number;
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
  truncated: boolean;
  query: ReportQuery;
};

export type WidgetType = 'number' | 'bar' | 'column' | 'line' | 'area' | 'pie' | 'table' | 'funnel';
export type WidgetFormat = 'money' | 'count' | 'percent' | 'days';
export type WidgetOptions = {
  format?: WidgetFormat;
  horizontal?: boolean;
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
  query: ReportQuery;
  options?: WidgetOptions;
  ignoreFilters?: string[];
  filterMembers?: Record<string, string>;
};
export type Period = { from?: string; to?: string } | { relative: RelativeRange };
export type DashboardFilter = {
  id: string;
  kind: 'period' | 'relation';
  member: string;
  form?: string;
  title: Text;
  default?: Period | number[] | null;
};
export type Dashboard = {
  key: string;
  title: Text;
  order?: number;
  source: string;
  filters?: DashboardFilter[];
  widgets: Widget[];
};
/** Chosen values by filter; one that is absent takes its default, null means all. */
export type FilterValues = Record<string, Period | number[] | null>;
export type DataRange = { from: string; to: string };
export type WidgetAnswer = ReportData | { problem: Problem };
export type DashboardData = { widgets: Record<string, WidgetAnswer>; dataRange: DataRange | null };

export const dashboardsQuery = queryOptions({
  queryKey: ['dashboards'],
  queryFn: async ({ signal }) => {
    const { items } = await get<{ items: { key: string; title: Text; order?: number }[] }>('/api/dashboards', undefined, signal);
    return items.toSorted((a, b) => (a.order ?? 0) - (b.order ?? 0));
  },
  staleTime: 5 * 60_000,
});

export const dashboardQuery = (key: string) =>
  queryOptions({
    queryKey: ['dashboards', key],
    queryFn: ({ signal }) => get<Dashboard>(`/api/dashboards/${encodeURIComponent(key)}`, undefined, signal),
    staleTime: 5 * 60_000,
  });

export const dashboardDataQuery = (key: string, filters: FilterValues) =>
  queryOptions({
    queryKey: ['reports', 'dashboard', key, filters],
    queryFn: ({ signal }) =>
      get<DashboardData>(
        `/api/dashboards/${encodeURIComponent(key)}/data`,
        { filters: Object.keys(filters).length > 0 ? JSON.stringify(filters) : undefined },
        signal,
      ),
    placeholderData: keepPreviousData,
  });

export type DrillRow = Record<string, unknown>;
export type DrillTarget = { form: string; filter: Filter | null };
export const drill = (query: ReportQuery, row: DrillRow, measure?: string) =>
  post<DrillTarget>('/api/reports/drill', { query, row, measure });
