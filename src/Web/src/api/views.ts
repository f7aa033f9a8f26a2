import { queryOptions } from '@tanstack/react-query';
import { del, get, requestVersioned } from './client';
import type { Filter, Text } from './types';

/** What a view shows; what is absent follows the list. */
export type ViewContent = { filter?: Filter; search?: string; sort?: string; columns?: string[] };
export type ViewDocument = ViewContent & {
  key: string;
  title: Text;
  form: string;
  order?: number;
  /** Absent = everyone; without roles only the owner; `*` = everyone. */
  access?: { owner?: number | null; roles?: string[] };
  /** Roles whose people the list opens with it; `*` = everyone who has it. */
  default?: string[];
};
export type ViewEntry = ViewContent & {
  key: string;
  title: Text;
  form: string;
  private: boolean;
  mine: boolean;
  /** Whether the reader's list opens with it. */
  default: boolean;
  can: { update: boolean; delete: boolean };
};
/** `roles`, with whom a view can be shared, for people who may. */
export type Views = { items: ViewEntry[]; roles?: { key: string; title: Text }[] };

/** The views of a form; `all` adds those of others that an administrator may read. */
export const viewsQuery = (form: string, all = false) =>
  queryOptions({
    queryKey: ['views', form, all],
    queryFn: ({ signal }) => get<Views>('/api/views', { form, all: all || undefined }, signal),
    staleTime: 5 * 60_000,
  });

const path = (key: string) => `/api/views/${encodeURIComponent(key)}`;

/** A view as it can be saved again: with the version that it had. */
export const loadView = (key: string) => requestVersioned<ViewDocument>('GET', path(key));
/** No version: a new one. */
export const saveView = (view: ViewDocument, version: number | undefined) =>
  requestVersioned<ViewDocument>('PUT', path(view.key), {
    body: view,
    ...(version === undefined ? { ifNoneMatch: '*' as const } : { version }),
  });
export const deleteView = async (key: string) => del(path(key), { version: (await loadView(key)).version ?? 0 });
