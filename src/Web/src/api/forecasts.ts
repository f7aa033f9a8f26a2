import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { get } from './client';
import type { Filter, Text } from './types';

export type ForecastSum = { weighted: number; amount: number; count: number; missing: number };
export type WonSum = { amount: number; count: number };
export type ForecastCell = ForecastSum & { won: WonSum; categories: Record<string, ForecastSum> };
export type SplitValue = number | string | boolean | null;
type Head = { key: string; title: Text; form: string; pipeline: string; splits: { key: string; title: Text }[] };

/** Filters of a row and of a column together make the list behind a cell. */
export type ForecastColumn = {
  id: string;
  from: string | null;
  to: string | null;
  openFilter: Filter | null;
  wonFilter: Filter | null;
};
export type ForecastRow = {
  value: SplitValue;
  label: string | null;
  openFilter: Filter | null;
  wonFilter: Filter | null;
  cells: Record<string, ForecastCell>;
  total: ForecastCell;
};
export type ForecastTable = Head & {
  by: string;
  today: string;
  categoryMember: string;
  categories: { key: string; title: Text }[];
  columns: ForecastColumn[];
  rows: ForecastRow[];
  totals: ForecastRow;
  truncated: boolean;
};

export type AttainmentRow = {
  value: SplitValue;
  label: string | null;
  target: number | null;
  won: WonSum;
  open: ForecastSum;
  /** Won as a part of the target; null without one. */
  attainment: number | null;
  gap: number | null;
  coverage: number | null;
  targetFilter: Filter | null;
  wonFilter: Filter | null;
  openFilter: Filter | null;
};
export type Attainment = Head & {
  from: string;
  to: string;
  targetForm: string | null;
  categoryMember: string;
  categories: Record<string, ForecastSum>;
  totals: AttainmentRow;
  groups: { by: string; rows: AttainmentRow[]; totals: AttainmentRow }[];
};

export const movementKinds = [
  'new',
  'reopened',
  'grown',
  'shrunk',
  'pulledIn',
  'pushed',
  'moved',
  'won',
  'lost',
  'removed',
] as const;
export type MovementKind = (typeof movementKinds)[number];
export type Figure = { amount: number; count: number; ids: number[] };
export type ChangesPart = { opening: Figure; movements: (Figure & { kind: MovementKind })[]; closing: Figure };
export type ForecastChanges = Head &
  ChangesPart & {
    since: string;
    until: string | null;
    from: string | null;
    to: string | null;
    /** The first day whose state is known; null when none is. */
    firstDay: string | null;
    rows: (ChangesPart & { value: SplitValue; label: string | null })[];
  };

/** The document of a forecast (docs/documents.md, Forecast). Members that are not named here are kept as they are. */
export type ForecastSplit = { key: string; title?: Text | string; field: string; wonBy?: string };
export type ForecastTargets = { form: string; start: string; amount: string; by: { split: string; field: string }[] };
export type ForecastDocument = {
  key: string;
  title?: Text | string;
  order?: number;
  roles?: string[];
  pipeline: string;
  amount: string;
  weighted: string;
  date: string;
  closedOn: string;
  splits: ForecastSplit[];
  targets?: ForecastTargets;
};

export type ForecastMeasure = 'weighted' | 'amount';
export type ChangesPeriod = 'month' | 'quarter' | 'year' | 'all';

const path = (key: string, part: string) => `/api/forecasts/${encodeURIComponent(key)}/${part}`;

export const forecastsQuery = queryOptions({
  queryKey: ['forecasts'],
  queryFn: async ({ signal }) =>
    (await get<{ items: { key: string; title: Text }[] }>('/api/forecasts', undefined, signal)).items,
  staleTime: 5 * 60_000,
});

// Under `reports`, because all of it is made of records: a change of one is read again.
export const forecastTableQuery = (key: string, query: { by?: string; from?: string; months?: number }) =>
  queryOptions({
    queryKey: ['reports', 'forecast', key, 'table', query],
    queryFn: ({ signal }) => get<ForecastTable>(path(key, 'table'), query, signal),
    placeholderData: keepPreviousData,
  });

export const attainmentQuery = (key: string, quarter: string) =>
  queryOptions({
    queryKey: ['reports', 'forecast', key, 'attainment', quarter],
    queryFn: ({ signal }) => get<Attainment>(path(key, 'attainment'), { quarter }, signal),
    placeholderData: keepPreviousData,
  });

export const changesQuery = (
  key: string,
  query: { since: string; period: ChangesPeriod; at: string; by?: string; measure: ForecastMeasure },
) =>
  queryOptions({
    queryKey: ['reports', 'forecast', key, 'changes', query],
    queryFn: ({ signal }) => get<ForecastChanges>(path(key, 'changes'), query, signal),
    placeholderData: keepPreviousData,
  });
