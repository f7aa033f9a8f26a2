import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { ApiError, buildUrl, del, get, post } from './client';
import type { Fault, Problem, Text } from './types';

export type TemplateKind = 'form' | 'pipeline' | 'dashboard' | 'role' | 'home' | 'forecast' | 'metric' | 'view';
export type Template = {
  key: string;
  title: Text;
  description: Text;
  version: string | null;
  installedVersion: string | null;
  /** Somebody uploaded it; it does not come with the program. */
  uploaded: boolean;
  hasSample: boolean;
  hasData: boolean;
  installed: boolean;
};
export type TemplateChange = {
  kind: TemplateKind;
  key: string;
  title: Text;
  change: 'new' | 'changed' | 'unchanged' | 'absent';
  fields: { kind: 'added' | 'changed' | 'retyped' | 'removed'; title: Text }[];
};
/** A place that both sides changed; one that has nothing there has no member. */
export type TemplateConflict = {
  kind: TemplateKind;
  key: string;
  title: Text;
  path: string;
  mine?: unknown;
  theirs?: unknown;
  base?: unknown;
};
export type TemplatePlan = { changes: TemplateChange[]; conflicts: TemplateConflict[]; errors: Fault[]; job?: string };
export type ConflictChoice = { kind: string; key: string; path: string; use: 'mine' | 'theirs' };
export type AppContents = {
  documents: { kind: TemplateKind; key: string; title: Text }[];
  templates: { key: string; title: Text; description: Text; version: string | null; shipped: boolean; hasSample: boolean }[];
};

export const templatesQuery = queryOptions({
  queryKey: ['templates'],
  queryFn: async ({ signal }) => (await get<{ items: Template[] }>('/api/templates', undefined, signal)).items,
});
export const templatePreviewQuery = (key: string) =>
  queryOptions({
    queryKey: ['templates', key, 'preview'],
    queryFn: ({ signal }) => get<TemplatePlan>(`/api/templates/${key}/preview`, undefined, signal),
    staleTime: 0,
    retry: false,
  });
/** A definition as it is here at present, to name places in it. */
export const definitionHereQuery = (kind: TemplateKind, key: string) =>
  queryOptions({
    queryKey: ['templates', 'here', kind, key],
    queryFn: ({ signal }) => get<unknown>(`/api/${kind}s/${encodeURIComponent(key)}`, undefined, signal),
    staleTime: 0,
    retry: false,
  });
export const appContentsQuery = queryOptions({
  queryKey: ['app', 'contents'],
  queryFn: ({ signal }) => get<AppContents>('/api/app/contents', undefined, signal),
  staleTime: 0,
});

/** Forms, boards, menus and rights may all differ afterwards: everything is read again. */
export function useInstallTemplate() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ key, resolve, data }: { key: string; resolve: ConflictChoice[]; data: boolean }) =>
      post<TemplatePlan>(`/api/templates/${key}/install`, { resolve, data }),
    onSuccess: () => client.invalidateQueries(),
  });
}
export function useRemoveTemplate() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (key: string) => post<unknown>(`/api/templates/${key}/remove`),
    onSuccess: () => client.invalidateQueries(),
  });
}
export function useUploadTemplate() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (file: File) => {
      const body = new FormData();
      body.append('file', file);
      return post<Template>('/api/templates/upload', body);
    },
    onSuccess: () => client.invalidateQueries({ queryKey: ['templates'] }),
  });
}
/** Takes the uploaded file away; what it installed stays. */
export function useDeleteTemplate() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (key: string) => del(`/api/templates/${key}`),
    onSuccess: () => client.invalidateQueries({ queryKey: ['templates'] }),
  });
}

/** The application as an archive; a refusal comes as any other. */
export function useExportApp() {
  return useMutation({
    mutationFn: async (query: Record<string, string | undefined>) => {
      const response = await fetch(buildUrl('/api/app/export', query), { credentials: 'same-origin' });
      if (!response.ok) throw new ApiError(response.status, (await response.json().catch(() => ({}))) as Problem);
      const url = URL.createObjectURL(await response.blob());
      const link = document.createElement('a');
      link.href = url;
      link.download = `${query['key'] ?? query['template'] ?? 'app'}.zip`;
      link.click();
      setTimeout(() => URL.revokeObjectURL(url), 10_000);
    },
  });
}
