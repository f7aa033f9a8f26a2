import { queryOptions, useQuery } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import { ApiError, get } from '@/api/client';
import { useFormInfo } from '@/api/forms';
import { recordPath } from '@/api/records';
import type { RecordData, RelationRef, Titles } from '@/api/types';

/** Titles that came along with the records on screen. */
export const TitlesContext = createContext<Titles>({});

export const mergeTitles = (...all: (Titles | undefined)[]): Titles => {
  const merged: Titles = {};
  for (const titles of all) for (const [form, byId] of Object.entries(titles ?? {})) merged[form] = { ...merged[form], ...byId };
  return merged;
};

export const isRef = (value: unknown): value is RelationRef =>
  typeof value === 'object' && value !== null && 'form' in value && 'id' in value;

export const titleQuery = (form: string, id: number, key: string) =>
  queryOptions({
    queryKey: ['records', form, 'title', id],
    queryFn: async ({ signal }) => {
      const record = await get<RecordData>(recordPath(form, id), undefined, signal);
      return String(record[key] ?? `#${id}`);
    },
    staleTime: 60_000,
    retry: false,
  });

/** The title of a record: what came along, else asked for. `#12` when it is not visible to this person. */
export function useRecordTitle(form: string, id: number | null | undefined): string {
  return useReach(form, id).title;
}

/** The same with whether the record is out of this person's reach: deleted, or not theirs to see. */
export function useReach(form: string, id: number | null | undefined): { title: string; isOut: boolean } {
  const known = useContext(TitlesContext)[form]?.[String(id)];
  const key = useFormInfo(form)?.recordTitle ?? 'name';
  const { data, error } = useQuery({
    ...titleQuery(form, id ?? 0, key),
    enabled: known === undefined && typeof id === 'number',
  });
  const title = known ?? data ?? (typeof id === 'number' ? `#${id}` : '');
  return { title, isOut: known === undefined && error instanceof ApiError && [403, 404].includes(error.status) };
}
