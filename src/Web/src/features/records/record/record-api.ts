import { infiniteQueryOptions, queryOptions, useMutation, useQueries, useQueryClient } from '@tanstack/react-query';
import { buildUrl, del, get, post } from '@/api/client';
import { formQuery, useFormDocument, useForms, usePipelines } from '@/api/forms';
import { recordPath, refreshRecords } from '@/api/records';
import type { TimelineKind, TimelinePage } from '@/api/timeline';
import type { FieldSchema, FileInfo, FormDocument, RelatedList, Titles } from '@/api/types';

/** Kinds: of which to tell, all without any. */
export const timelineQuery = (form: string, id: number, kinds: readonly TimelineKind[] = []) =>
  infiniteQueryOptions({
    queryKey: ['records', form, 'timeline', id, kinds],
    queryFn: ({ pageParam, signal }) =>
      get<TimelinePage>(`${recordPath(form, id)}/timeline`, { cursor: pageParam, kinds: kinds.join() }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });

export const relatedQuery = (form: string, id: number) =>
  queryOptions({
    queryKey: ['records', form, 'related', id],
    queryFn: async ({ signal }) =>
      (await get<{ items: RelatedList[] }>(`${recordPath(form, id)}/related`, undefined, signal)).items,
  });

export const filesQuery = (form: string, id: number) =>
  queryOptions({
    queryKey: ['records', form, 'files', id],
    queryFn: ({ signal }) => get<{ items: FileInfo[]; titles?: Titles }>(`${recordPath(form, id)}/files`, undefined, signal),
  });

export function useAddComment(form: string, id: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (comment: { text: string; grant: number[] }) => post(`${recordPath(form, id)}/comments`, comment),
    onSuccess: () => refreshRecords(client),
  });
}

export function useDeleteComment(form: string, id: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (comment: number) => del(`${recordPath(form, id)}/comments/${comment}`),
    onSuccess: () => refreshRecords(client),
  });
}

export function useUploadFile(form: string, id: number) {
  const client = useQueryClient();
  return useMutation({
    /** Slot: the deliverable that the file is, as `stage.deliverable`. Replaces: the file of which it is the next version. */
    mutationFn: ({ file, slot, replaces }: { file: File; slot?: string; replaces?: number }) => {
      const body = new FormData();
      body.set('file', file);
      return post<FileInfo>(buildUrl(`${recordPath(form, id)}/files`, { slot, replaces }), body);
    },
    onSuccess: () => refreshRecords(client),
  });
}

export function useDeleteFile(form: string, id: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (file: number) => del(`${recordPath(form, id)}/files/${file}`),
    onSuccess: () => refreshRecords(client),
  });
}

const pointsTo = (field: FieldSchema | undefined, form: string) =>
  field !== undefined && (field['x-field'].form === form || field['x-field'].forms?.includes(form) === true);

/** The value by which a record points to another one. */
export const pointerTo = (field: FieldSchema | undefined, form: string, id: number) =>
  field?.['x-field'].forms?.length ? { form, id } : id;

/** Forms whose records appear in the timeline of this form's records: what can be logged here. */
export function useTimelineForms(form: string): FormDocument[] {
  const infos = useForms();
  const documents = useQueries({
    queries: infos.filter((info) => info.can.create).map((info) => formQuery(info.key)),
    combine: (results) => results.map((result) => result.data).filter((data) => data !== undefined),
  });
  return documents.filter((document) => {
    const by = document['x-form'].timeline?.by;
    return by !== undefined && pointsTo(document.properties[by], form);
  });
}

/** The form of to-dos that can hang on this form's records, as a pipeline names it. */
export function useTaskForm(form: string) {
  const pipelines = usePipelines();
  const own = pipelines.find((pipeline) => pipeline.form === form && pipeline.taskForm)?.taskForm;
  const taskForm = own ?? pipelines.find((pipeline) => pipeline.taskForm)?.taskForm;
  const document = useFormDocument(taskForm?.form ?? '').data;
  return taskForm && document && pointsTo(document.properties[taskForm.record], form) ? { taskForm, document } : null;
}
