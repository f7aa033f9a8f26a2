import { queryOptions } from '@tanstack/react-query';
import { get, post } from './client';
import type { Text } from './types';

export type TrialRule = {
  kind: 'role' | 'reason' | 'condition' | 'required' | 'exit' | 'keyTask' | 'deliverable';
  /** Whose rule it is; none when the pipeline's. */
  stage?: Text;
  label: Text;
  met: boolean;
  /** Whether the move is refused while it is not met. */
  blocks: boolean;
  /** Keys of the fields that it looks at. */
  fields: string[];
  /** The record of a key task. */
  record?: { form: string; id: number };
};
export type TriedMove = {
  to: string;
  kind: 'forward' | 'skip' | 'back' | 'close' | 'reopen';
  passes: boolean;
  rules: TrialRule[];
};

const address = (key: string) => `/api/pipelines/${encodeURIComponent(key)}`;

/** How many records stand at each stage, and at none, whoever may see them. */
export const stageCountsQuery = (key: string) =>
  queryOptions({
    queryKey: ['records', 'stage-counts', key],
    queryFn: async ({ signal }) =>
      (await get<{ items: { stage: string | null; records: number }[] }>(`${address(key)}/stages`, undefined, signal)).items,
    retry: false,
  });

/** What each move of a record would say under a pipeline that need not be published. */
export const tryPipeline = (document: { key: string }, record: number, as: string | null, signal?: AbortSignal) =>
  post<{ stage: string | null; items: TriedMove[] }>(
    `${address(document.key)}/try`,
    { document, record: String(record), ...(as ? { as } : {}) },
    { signal },
  );

/** Moves everything that stands at one stage, or at none, to another, by a job. */
export const relocate = (key: string, from: string | null, to: string) =>
  post<{ id: string }>(`${address(key)}/relocate`, { from, to });
