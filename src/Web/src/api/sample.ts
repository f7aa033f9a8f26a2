import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { get, post } from './client';
import type { Text } from './types';

type Counts = Record<string, number>;
/** Sample data as it is: whether it is there, of how many records, and which templates have some. */
export type Sample = { state: 'none' | 'loading' | 'loaded'; templates: { key: string; title: Text }[]; records: Counts };
/** What taking it away means. Along: somebody's own records that cannot be without it; kept: those that lose a reference. */
export type SampleRemoval = { records: Counts; along: number; kept: number };

const poll = 1000;

export const sampleQuery = queryOptions({
  queryKey: ['sample'],
  queryFn: ({ signal }) => get<Sample>('/api/sample', undefined, signal),
  refetchInterval: ({ state }) => (state.data?.state === 'loading' ? poll : false),
});
export const sampleRemovalQuery = queryOptions({
  queryKey: ['sample', 'removal'],
  queryFn: ({ signal }) => get<SampleRemoval>('/api/sample/removal', undefined, signal),
  staleTime: 0,
});

export function useLoadSample() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (template: string) => post<unknown>('/api/sample', { template }),
    onSuccess: () => Promise.all(['sample', 'jobs'].map((key) => client.invalidateQueries({ queryKey: [key] }))),
  });
}

/** Records, people and figures all differ afterwards: everything is read again. */
export function useRemoveSample() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => post<SampleRemoval>('/api/sample/remove'),
    onSuccess: () => client.invalidateQueries(),
  });
}
