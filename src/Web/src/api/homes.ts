import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { get, post } from './client';
import type { Home } from './home';
import type { Widget } from './reports';
import type { Filter, Text } from './types';

/** Documents of home pages (docs/documents.md, Home). Members that are not named here are kept as they are. */
export type Dated = { form: string; date: string; text?: string; about?: string; filter?: Filter };
export type TodoSource = Dated & { tick: Record<string, unknown> };
export type CalendarSource = Dated & { key: string; title?: Text | string };
export type Reason = { field: string; value?: string; unit?: Text | string };
export type SectionDocument = { title?: Text | string } & (
  | { kind: 'todo'; sources?: TodoSource[] }
  | { kind: 'attention'; form: string; amount?: string; filter?: Filter; reasons?: Reason[] }
  | { kind: 'changes'; pipeline: string; days?: number }
  | { kind: 'widgets'; widgets?: Widget[] }
  | { kind: 'mentions' }
  | { kind: 'checklist' }
);
export type SectionKind = SectionDocument['kind'];
export type SectionOf<K extends SectionKind> = Extract<SectionDocument, { kind: K }>;
export type HomeDocument = {
  key: string;
  title?: Text | string;
  roles?: string[];
  order?: number;
  sections?: SectionDocument[];
  calendar?: CalendarSource[];
};
/** One that is published: its version stands with it. */
export type PublishedHome = HomeDocument & { version: number };

export const homesQuery = queryOptions({
  queryKey: ['homes'],
  queryFn: async ({ signal }) => (await get<{ items: PublishedHome[] }>('/api/homes', undefined, signal)).items,
});

/** A draft as its designer would see it. Under `records`, because all of it is made of records. */
export const homePreviewQuery = (document: HomeDocument) =>
  queryOptions({
    queryKey: ['records', 'home-preview', document],
    queryFn: ({ signal }) => post<Home>('/api/homes/preview', { document }, { signal }),
    placeholderData: keepPreviousData,
    gcTime: 0,
    retry: false,
  });
