import { queryOptions } from '@tanstack/react-query';
import { get } from './client';
import { recordPath } from './records';
import type { RecordData, RelationRef, Text, Titles } from './types';

export type SimilarReason = { kind: 'same' | 'near'; field: string; title: Text; weight: number; within?: number };
export type SimilarItem = { id: number; score: number; why: SimilarReason[]; record: RecordData; related: RelationRef[] };
export type SimilarRecords = { title?: Text; most: number; items: SimilarItem[]; titles: Titles };

export const similarQuery = (form: string, id: number) =>
  queryOptions({
    queryKey: ['records', form, 'similar', id],
    queryFn: ({ signal }) => get<SimilarRecords>(`${recordPath(form, id)}/similar`, undefined, signal),
  });
