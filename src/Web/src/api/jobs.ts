import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { get, post } from './client';
import type { Problem } from './types';

export type JobState = 'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled';
export type RowProblem = { row: number; column?: string | null; value?: unknown; code: string; message: string };
export type Job = {
  id: number | string;
  kind: string;
  form?: string;
  state: JobState;
  /** Counts are absent until the first rows are read. */
  processed?: number;
  total?: number | null;
  created?: number;
  updated?: number;
  unchanged?: number;
  rejected?: number;
  unmatched?: number;
  /** Of handovers and their undoing. */
  moved?: number;
  skipped?: number;
  /** Of records that should have gone to another stage. */
  refused?: number;
  resultUrl?: string | null;
  dryRun?: boolean;
  createdAt?: string;
  startedAt?: string | null;
  finishedAt?: string | null;
  problem?: Problem | string | null;
  problems?: RowProblem[];
};

export const isActive = (job: Pick<Job, 'state'>) => job.state === 'queued' || job.state === 'running';
const poll = 1000;

/** Pushes of the server make it read again at once; the poll is for when they do not come through. */
export const jobsQuery = queryOptions({
  queryKey: ['jobs'],
  queryFn: async ({ signal }) => {
    const answer = await get<{ items: Job[] } | Job[]>('/api/jobs', undefined, signal);
    return Array.isArray(answer) ? answer : answer.items;
  },
  refetchInterval: ({ state }) => (state.data?.some(isActive) ? 2 * poll : false),
});

export const jobQuery = (id: Job['id']) =>
  queryOptions({
    queryKey: ['jobs', id],
    queryFn: ({ signal }) => get<Job>(`/api/jobs/${id}`, undefined, signal),
    refetchInterval: ({ state }) => (!state.data || isActive(state.data) ? poll : false),
  });

export function useCancelJob() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: Job['id']) => post(`/api/jobs/${id}/cancel`),
    onSettled: () => client.invalidateQueries({ queryKey: ['jobs'] }),
  });
}
export const jobShare = (job: Job) => (job.total ? Math.min(1, (job.processed ?? 0) / job.total) : 0);
export const jobProblem = (job: Job) =>
  typeof job.problem === 'string' ? job.problem : (job.problem?.detail ?? job.problem?.title ?? '');
export const rejectedUrl = (job: Job) => job.resultUrl ?? `/api/jobs/${job.id}/result`;
