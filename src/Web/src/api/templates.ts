import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { get, post } from './client';
import type { Text } from './types';

export type Template = { key: string; title: Text; description: Text; hasSample: boolean; installed: boolean };
export type TemplateChange = {
  kind: 'form' | 'pipeline' | 'dashboard' | 'role';
  key: string;
  title: Text;
  change: 'new' | 'changed' | 'unchanged';
  fields: { kind: 'added' | 'changed' | 'retyped' | 'removed'; title: Text }[];
};

export const templatesQuery = queryOptions({
  queryKey: ['templates'],
  queryFn: async ({ signal }) => (await get<{ items: Template[] }>('/api/templates', undefined, signal)).items,
});
export const templatePreviewQuery = (key: string) =>
  queryOptions({
    queryKey: ['templates', key, 'preview'],
    queryFn: async ({ signal }) =>
      (await get<{ changes: TemplateChange[] }>(`/api/templates/${key}/preview`, undefined, signal)).changes,
    staleTime: 0,
    retry: false,
  });

/** Forms, boards, menus and rights may all differ afterwards: everything is read again. */
export function useTemplateAct(act: 'install' | 'remove') {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (key: string) => post<unknown>(`/api/templates/${key}/${act}`),
    onSuccess: () => client.invalidateQueries(),
  });
}
