import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { get, post } from './client';
import type { Fault, Text, Titles } from './types';
import type { JobState } from './jobs';

export type HandoverRequest = {
  from?: number;
  forms?: string[];
  ids?: Record<string, number[]>;
  to: number[];
  perForm?: Record<string, number[]>;
  split: 'one' | 'even';
  note?: string;
};
export type HandoverForm = {
  form: string;
  title: Text;
  count: number;
  along: number;
  open?: number;
  closed?: number;
  amount?: number | null;
  receivers: { user: number; count: number }[];
  titles: string[];
};
export type HandoverPreview = {
  total: number;
  forms: HandoverForm[];
  problems: { code: string; message: string; blocking: boolean; user?: number }[];
};
export type Handover = {
  id: string;
  by: number;
  at: string;
  from: number | null;
  note: string | null;
  state: JobState | null;
  total: number;
  moved: number;
  skipped: number;
  undoState: JobState | null;
  undoneAt: string | null;
  returned: number;
  kept: number;
  canUndo: boolean;
  resultUrl: string;
};
export type SkippedItem = { form: string; record: number; title: string; step: 'handover' | 'undo'; message: string };

export const previewQuery = (request: HandoverRequest) =>
  queryOptions({
    queryKey: ['handovers', 'preview', request],
    queryFn: ({ signal }) => post<HandoverPreview>('/api/handovers/preview', request, { signal }),
    gcTime: 0,
  });

const isBusy = (handover: Handover) => [handover.state, handover.undoState].some((s) => s === 'queued' || s === 'running');

export const handoversQuery = queryOptions({
  queryKey: ['handovers', 'list'],
  queryFn: ({ signal }) => get<{ items: Handover[]; titles: Titles }>('/api/handovers', undefined, signal),
  refetchInterval: ({ state }) => (state.data?.items.some(isBusy) ? 1000 : false),
});
export const handoverQuery = (id: string) =>
  queryOptions({
    queryKey: ['handovers', 'one', id],
    queryFn: ({ signal }) => get<Handover & { skippedItems: SkippedItem[] }>(`/api/handovers/${id}`, undefined, signal),
  });

export function useHandOver() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (request: HandoverRequest) => post<{ id: string }>('/api/handovers', request),
    onSuccess: () => Promise.all(['jobs', 'handovers'].map((key) => client.invalidateQueries({ queryKey: [key] }))),
  });
}
export function useUndoHandover() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => post<{ id: string }>(`/api/handovers/${id}/undo`),
    onSettled: () => Promise.all(['jobs', 'handovers'].map((key) => client.invalidateQueries({ queryKey: [key] }))),
  });
}

export type Brief = {
  handover: { id: string; by: number; at: string; note: string | null; before: number | null } | null;
  people: { field: string; value: unknown }[];
  events: { form: string; id: number; on: string; text: string }[];
  next: { field: string; value: unknown }[];
  tasks: { form: string; id: number; title: string | null; due: string | null }[];
  nextStage: { stage: string; title: Text; errors: Fault[] } | null;
  signals: string[];
  titles: Titles;
};
/** Null unless the record was handed over to its owner lately. */
export const recentBriefQuery = (form: string, id: number) =>
  queryOptions({
    queryKey: ['records', form, id, 'brief'],
    queryFn: async ({ signal }) =>
      (await get<Brief | undefined>(`/api/forms/${form}/records/${id}/brief`, { recent: true }, signal)) ?? null,
  });
