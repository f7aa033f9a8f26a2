import { queryOptions, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { get } from './client';
import type { FormRules } from './expression';
import type { FormDocument, FormInfo, Pipeline } from './types';

const definitions = 5 * 60_000;

export const formsQuery = queryOptions({
  queryKey: ['forms'],
  queryFn: async ({ signal }) => {
    const { items } = await get<{ items: FormInfo[] }>('/api/forms', undefined, signal);
    return items.toSorted((a, b) => a.order - b.order);
  },
  staleTime: definitions,
});

export const formQuery = (form: string) =>
  queryOptions({
    queryKey: ['form', form],
    queryFn: ({ signal }) => get<FormDocument>(`/api/forms/${form}`, undefined, signal),
    staleTime: definitions,
  });

/** The form's expressions as far as this person may know them; part of the form, so that it goes stale with it. */
export const rulesQuery = (form: string) =>
  queryOptions({
    queryKey: ['form', form, 'rules'],
    queryFn: ({ signal }) => get<FormRules>(`/api/forms/${form}/rules`, undefined, signal),
    staleTime: definitions,
  });

export const pipelinesQuery = queryOptions({
  queryKey: ['pipelines'],
  queryFn: async ({ signal }) => (await get<{ items: Pipeline[] }>('/api/pipelines', undefined, signal)).items,
  staleTime: definitions,
});

export const useForms = () => useQuery(formsQuery).data ?? noForms;
export const useFormInfo = (form: string) => useForms().find((item) => item.key === form);
export const useFormDocument = (form: string) => useQuery({ ...formQuery(form), enabled: form !== '' });
export const usePipelines = () => useQuery(pipelinesQuery).data ?? noPipelines;
/** The pipelines of a form in the order of its fields, as far as this person may see them. */
export function usePipelinesOf(form: string): Pipeline[] {
  const pipelines = usePipelines();
  const order = useFormInfo(form)?.pipelines;
  return useMemo(() => pipelinesOf(pipelines, form, order), [pipelines, form, order]);
}
/** The first pipeline of a form: the one that is meant where none is named. */
export const usePipelineOf = (form: string): Pipeline | undefined => usePipelinesOf(form)[0];

export function pipelinesOf(pipelines: readonly Pipeline[], form: string, order: FormInfo['pipelines'] = []): Pipeline[] {
  const place = (key: string) => {
    const at = order.findIndex((item) => item.key === key);
    return at < 0 ? order.length : at;
  };
  return pipelines.filter((item) => item.form === form).toSorted((a, b) => place(a.key) - place(b.key));
}

const noForms: FormInfo[] = [];
const noPipelines: Pipeline[] = [];
