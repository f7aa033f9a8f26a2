import { queryOptions } from '@tanstack/react-query';
import { get } from './client';
import type { DashboardData, Widget } from './reports';
import type { Filter, RecordData, Text, Titles } from './types';

export type TodoItem = {
  form: string;
  id: number;
  version: number;
  text: string;
  due: string;
  /** False: the text is one field of a record that is more than a to-do. */
  isOwn: boolean;
  about?: { form: string; id: number };
  /** The changes that tick it off. */
  tick: Record<string, unknown>;
};
export type AttentionItem = {
  title: string;
  record: RecordData;
  reasons: { field: string; value: string | null; unit?: Text }[];
};
export type StageChange = { kind: 'new' | 'moved' | 'won' | 'lost'; count: number; amount: number | null; ids: number[] };
export type HomeSection = { title: Text } & (
  | { kind: 'todo'; total: number; items: TodoItem[] }
  | { kind: 'attention'; form: string; amount: string | null; total: number; filter: Filter; items: AttentionItem[] }
  | { kind: 'widgets'; widgets: Widget[]; data: DashboardData }
  | { kind: 'changes'; pipeline: string; form: string; since: string; days: number; changes: StageChange[] }
  | { kind: 'mentions' }
  | { kind: 'checklist'; steps: { key: string; done: boolean }[] }
);
export type Home = { key: string; title: Text; sections: HomeSection[]; titles: Titles };

/** Under `records`, because all of it is made of records: a change of one is read again. */
export const homeQuery = queryOptions({
  queryKey: ['records', 'home'],
  queryFn: ({ signal }) => get<Home>('/api/home', undefined, signal),
});
