import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { ApiError, del, get, post, put, requestVersioned } from './client';
import type { FormRules } from './expression';
import type { Fault, FieldSchema, FieldTypeKey, FormDocument, Text, Titles } from './types';

/** Kinds of documents as they stand in addresses. */
export type DefinitionKind = 'forms' | 'pipelines' | 'dashboards' | 'roles' | 'homes' | 'forecasts';
type DraftFacts = { baseVersion: number | null; updatedAt: string; by: number | null; revision: number };
export type Draft<T> = DraftFacts & { document: T; titles?: Titles };
export type DraftMark = DraftFacts & { kind: string; key: string };
export type DefinitionVersion = { version: number; at: string; by: number | null; note: string | null; deleted: boolean };
export type FormChange = { kind: 'added' | 'removed' | 'retyped' | 'changed'; field: string; title: Text };
export type RuleImpact = {
  rule: 'required' | 'requiredWhen' | 'unique' | 'recompute' | 'live' | 'limits';
  field: string;
  records: number;
  /** Some of the records, of those that the reader may see. */
  first?: { id: number; title: string }[];
  /** How many of the newest records were looked at; absent where all were asked, or none. */
  looked?: number;
  /** How many of those a formula would say something else of, and some of them. */
  differ?: number;
  samples?: FormulaSample[];
};
export type FormulaSample = { id: number; title: string; from: unknown; to: unknown };
/** What becomes of the values of a field whose type changes; `title` and `value` are null where the reader may not see the record. */
export type Conversion = {
  rule: 'convert';
  field: string;
  from: FieldTypeKey;
  to: FieldTypeKey;
  converts: number;
  returns: number;
  fails: number;
  blank: number;
  timeZone: string;
  dateFormat: string | null;
  samples: { from: string; to: unknown }[];
  failures: { id: number; title: string | null; value: string | null; code: string; reason: string }[];
  offers: { value: string; records: number }[];
};
export type DryRun = {
  changes: FormChange[];
  impact: (RuleImpact | Conversion)[];
  usages?: (FieldUsage & { field: string })[];
  errors: Fault[];
};
export type PublishOptions = { note?: string; acceptFailures?: number; dateFormat?: string };
export type DeletedField = { id: string; key: string; at: string; by: number | null; values: number; property: FieldSchema };
export type DeletedForm = { key: string; title: Text; at: string; by: number | null };
export type FieldUsage = { kind: string; key: string; title: Text; path: string; form?: string };

const notThere = (error: unknown) => error instanceof ApiError && error.status === 404;
const address = (kind: DefinitionKind, key: string) => `/api/${kind}/${encodeURIComponent(key)}`;

/** A published document with its version; null when there is none of that key. */
export async function readDefinition<T>(kind: DefinitionKind, key: string): Promise<{ document: T; version: number } | null> {
  try {
    const { body, version } = await requestVersioned<T>('GET', address(kind, key));
    return { document: body, version: version ?? 0 };
  } catch (error) {
    if (notThere(error)) return null;
    throw error;
  }
}

/** Unpublished work; null when there is none. The list is asked first: that there is no draft is no failure. */
export async function readDraft<T>(kind: DefinitionKind, key: string): Promise<Draft<T> | null> {
  const { items } = await get<{ items: DraftMark[] }>('/api/drafts');
  if (!items.some((mark) => isDraftOf(mark, kind) && mark.key === key)) return null;
  try {
    return await get<Draft<T>>(`${address(kind, key)}/draft`);
  } catch (error) {
    if (notThere(error)) return null;
    throw error;
  }
}

/** Marks name a kind in the singular, addresses in the plural. */
export const isDraftOf = (mark: DraftMark, kind: DefinitionKind) => `${mark.kind}s` === kind;

/** Keeps unpublished work; `revision` is the one that it goes on from, null when there is none yet. */
export const writeDraft = <T>(
  kind: DefinitionKind,
  key: string,
  draft: { document: T; baseVersion: number | null },
  revision: number | null,
) => put<Draft<T>>(`${address(kind, key)}/draft`, draft, revision === null ? { ifNoneMatch: '*' } : { version: revision });

/** Takes a draft away; one that is not there is as good as taken away. */
export async function dropDraft(kind: DefinitionKind, key: string, revision: number): Promise<void> {
  try {
    await del(`${address(kind, key)}/draft`, { version: revision });
  } catch (error) {
    if (!notThere(error)) throw error;
  }
}

export const draftsQuery = queryOptions({
  queryKey: ['drafts'],
  queryFn: async ({ signal }) => (await get<{ items: DraftMark[] }>('/api/drafts', undefined, signal)).items,
});
const noDrafts: DraftMark[] = [];
/** What is designed of a kind and not published; none while nobody knows yet. */
export const useDrafts = (kind: DefinitionKind): DraftMark[] =>
  useQuery(draftsQuery).data?.filter((mark) => isDraftOf(mark, kind)) ?? noDrafts;

/** Publishes a document; `version` null creates it. Answers the new version. */
export async function publish(kind: DefinitionKind, key: string, document: unknown, version: number | null, note?: string) {
  const condition = version === null ? { ifNoneMatch: '*' as const } : { version };
  const answer = await requestVersioned('PUT', address(kind, key), { body: document, note, ...condition });
  return answer.version ?? 0;
}

/** Publishes a form: its version, or the job that copies many values first. */
export async function publishForm(form: string, document: FormDocument, version: number | null, options: PublishOptions) {
  const condition = version === null ? { ifNoneMatch: '*' as const } : { version };
  const { note, ...query } = options;
  const answer = await requestVersioned<{ job?: string }>('PUT', address('forms', form), {
    body: document,
    note,
    query,
    ...condition,
  });
  return { version: answer.version ?? null, job: answer.version === undefined ? (answer.body.job ?? null) : null };
}

export const tryPublish = (form: string, document: FormDocument, dateFormat?: string) =>
  put<DryRun>(address('forms', form), document, { query: { dryRun: true, dateFormat } });

export const fieldTypesQuery = queryOptions({
  queryKey: ['field-types'],
  queryFn: async ({ signal }) =>
    (await get<{ items: { key: FieldTypeKey; becomes: FieldTypeKey[] }[] }>('/api/field-types', undefined, signal)).items,
  staleTime: Infinity,
});

export const deletedFieldsQuery = (form: string) =>
  queryOptions({
    queryKey: ['deleted-fields', form],
    queryFn: ({ signal }) =>
      get<{ items: DeletedField[]; titles: Titles }>(`${address('forms', form)}/deleted-fields`, undefined, signal),
  });

/** Takes the values of a deleted field away for good; `values` says how many that are. */
export const purgeField = (form: string, field: string, values: number) =>
  del(`${address('forms', form)}/deleted-fields/${encodeURIComponent(field)}`, { query: { values } });

export const deletedFormsQuery = queryOptions({
  queryKey: ['deleted-forms'],
  queryFn: ({ signal }) => get<{ items: DeletedForm[]; titles: Titles }>('/api/deleted-forms', undefined, signal),
});

export const restoreForm = (form: string) => post(`/api/deleted-forms/${encodeURIComponent(form)}/restore`);

export const deleteDefinition = (kind: DefinitionKind, key: string, version: number) => del(address(kind, key), { version });

export const versionsQuery = (kind: DefinitionKind, key: string) =>
  queryOptions({
    queryKey: ['versions', kind, key],
    queryFn: ({ signal }) =>
      get<{ items: DefinitionVersion[]; titles: Titles }>(`${address(kind, key)}/versions`, undefined, signal),
  });

export const versionQuery = <D>(kind: DefinitionKind, key: string, version: number) =>
  queryOptions({
    queryKey: ['version', kind, key, version],
    queryFn: ({ signal }) => get<D>(`${address(kind, key)}/versions/${version}`, undefined, signal),
    staleTime: Infinity,
  });

export const usagesQuery = (form: string, field: string) =>
  queryOptions({
    queryKey: ['usages', form, field],
    queryFn: async ({ signal }) =>
      (await get<{ items: FieldUsage[] }>(`${address('forms', form)}/usages/${encodeURIComponent(field)}`, undefined, signal))
        .items,
  });

export type ExpressionUse = 'formula' | 'default' | 'condition' | 'live' | 'rows';
export type ExpressionCheck = {
  type: string | null;
  errors: { at: number; length: number; code: string; message: string }[];
  value?: unknown;
};
export const checkExpression = (
  body: { form: string; document?: FormDocument; expression: string; use: ExpressionUse; field?: string; recordId?: number },
  signal?: AbortSignal,
) => post<ExpressionCheck>('/api/expressions/check', body, { signal });

/** What the rules query tells of a published form, of one that is being designed. */
export const draftRulesQuery = (document: FormDocument) =>
  queryOptions({
    queryKey: ['draft-rules', document],
    queryFn: ({ signal }) => post<FormRules>('/api/expressions/rules', { form: document.$id, document }, { signal }),
    staleTime: Infinity,
    gcTime: 0,
    placeholderData: keepPreviousData,
  });

/** The published schema of the documents of forms. */
export const formSchemaQuery = queryOptions({
  queryKey: ['schema', 'form'],
  queryFn: ({ signal }) => get<Record<string, unknown>>('/schemas/form.json', undefined, signal),
  staleTime: Infinity,
});

export const functionsQuery = queryOptions({
  queryKey: ['expression-functions'],
  queryFn: async ({ signal }) =>
    (await get<{ items: { name: string; signature: string }[] }>('/api/expressions/functions', undefined, signal)).items,
  staleTime: Infinity,
});
