import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { ApiError, get, post } from './client';
import { recordPath, refreshRecords } from './records';
import type { Moves, RecordData } from './types';

export type MoveInput = {
  id: number;
  version: number;
  to: string;
  field?: string;
  fields?: Record<string, unknown>;
  reason?: string;
};

/** Field: the one that holds the stage, since a record may be in several pipelines. */
export const movesQuery = (form: string, id: number, field: string) =>
  queryOptions({
    queryKey: ['records', form, 'moves', id, field],
    queryFn: ({ signal }) => get<Moves>(`${recordPath(form, id)}/moves`, { field }, signal),
  });

export function useMoveRecord(form: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, version, ...body }: MoveInput) => post<RecordData>(`${recordPath(form, id)}/move`, body, { version }),
    onSuccess: () => refreshRecords(client),
    onError: (error) => {
      // Someone else was first: what is shown here is no longer so, whether or not their change was pushed.
      if (error instanceof ApiError && (error.status === 409 || error.status === 404)) void refreshRecords(client);
    },
  });
}
