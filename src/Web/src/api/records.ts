import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueryClient,
  type QueryClient,
} from '@tanstack/react-query';
import { buildUrl, del, get, patch, post } from './client';
import type { BulkResult, Filter, RecordData, RecordPage } from './types';

export type ListQuery = {
  filter?: Filter;
  sort?: string;
  search?: string;
  fields?: string;
  limit?: number;
  count?: boolean;
  totals?: string;
  expand?: string;
  deleted?: boolean;
};

export const recordsPath = (form: string) => `/api/forms/${form}/records`;
export const recordPath = (form: string, id: number) => `/api/forms/${form}/records/${id}`;

/** A query string longer than this goes as a POST body instead. */
const longQuery = 1800;

export function fetchRecords(form: string, query: ListQuery, cursor: string | null, signal?: AbortSignal): Promise<RecordPage> {
  const flat = { ...query, filter: query.filter ? JSON.stringify(query.filter) : undefined, cursor };
  if (buildUrl('', flat).length <= longQuery) return get<RecordPage>(recordsPath(form), flat, signal);
  return post<RecordPage>(`${recordsPath(form)}/query`, { ...query, cursor: cursor ?? undefined }, { signal });
}

export const listQuery = (form: string, query: ListQuery) =>
  infiniteQueryOptions({
    queryKey: ['records', form, 'list', query],
    queryFn: ({ pageParam, signal }) =>
      // Counts and sums cover every matching record, so the first page is enough.
      fetchRecords(form, pageParam ? { ...query, count: undefined, totals: undefined } : query, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });

export const pageQuery = (form: string, query: ListQuery) =>
  queryOptions({
    queryKey: ['records', form, 'page', query],
    queryFn: ({ signal }) => fetchRecords(form, query, null, signal),
    placeholderData: keepPreviousData,
  });

export const recordQuery = (form: string, id: number) =>
  queryOptions({
    queryKey: ['records', form, 'one', id],
    queryFn: ({ signal }) => get<RecordData>(recordPath(form, id), { expand: '*' }, signal),
  });

/** Everything read from records may depend on any record: timelines, counts and totals cross forms. */
export const refreshRecords = (client: QueryClient) => client.invalidateQueries({ queryKey: ['records'] });

export function useCreateRecord(form: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: { values: Record<string, unknown>; key?: string }) =>
      post<RecordData>(recordsPath(form), input.values, { idempotencyKey: input.key }),
    onSuccess: () => refreshRecords(client),
  });
}

type Update = { id: number; version: number; changes: Record<string, unknown> };
export const updateRecord = (form: string, { id, version, changes }: Update) =>
  patch<RecordData>(recordPath(form, id), changes, { version });

export function useUpdateRecord(form: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: Update) => updateRecord(form, input),
    onSuccess: () => refreshRecords(client),
  });
}

export function useDeleteRecord(form: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: { id: number; version: number }) => del(recordPath(form, input.id), { version: input.version }),
    onSuccess: () => refreshRecords(client),
  });
}

export function useRestoreRecord(form: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: { id: number; version: number }) =>
      post<RecordData>(`${recordPath(form, input.id)}/restore`, undefined, { version: input.version }),
    onSuccess: () => refreshRecords(client),
  });
}

export function useBulkUpdate(form: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: { ids: number[]; patch: Record<string, unknown> }) =>
      post<BulkResult>(`${recordsPath(form)}/bulk`, input),
    onSuccess: () => refreshRecords(client),
  });
}
