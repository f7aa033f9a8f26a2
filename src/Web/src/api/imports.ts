import { post } from './client';
import type { Job } from './jobs';
import type { Problem } from './types';

export type ImportMode = 'create' | 'update' | 'upsert';
export type OnUnmatched = 'reject' | 'null' | 'create';
export type MappingColumn = {
  /** The file's column; absent where `template` composes the value. */
  column?: string;
  field: string;
  match?: string;
  /** Text of a cell to the text that is meant; null for blank. */
  values?: Record<string, string | null>;
  onUnmatched?: OnUnmatched;
  /** Composed of the file's columns: `{account} · {product}`. */
  template?: string;
};
export type ImportMapping = {
  mode: ImportMode;
  key: string[];
  encoding: string;
  delimiter: string;
  dateFormat?: string;
  onUnmatched?: OnUnmatched;
  history: boolean;
  dryRun: boolean;
  columns: MappingColumn[];
};
/** How a column's name fits the field's: alike, alike but for case and signs, or one within the other. */
export type Confidence = 'exact' | 'normalised' | 'contained';
export type ImportColumn = {
  name: string;
  samples: string[];
  suggestion: { field: string; match?: string | null; confidence: Confidence } | null;
};
export type ImportPreview = {
  encoding: string;
  delimiter: string;
  encodings: string[];
  columns: ImportColumn[];
  rows: string[][];
  mapping: ImportMapping | null;
  problems: { message?: string; code?: string }[];
};
export type UnmatchedValue = {
  value: string;
  count: number;
  suggestion?: string | null;
};
export type UnmatchedColumn = { column: string; field: string; values: UnmatchedValue[]; canCreate: boolean };
export type ImportStart = { id: Job['id']; problem?: Problem };

const importPath = (form: string) => `/api/forms/${form}/import`;
function multipart(file: File, fields: Record<string, string | undefined>): FormData {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) if (value !== undefined) body.set(name, value);
  body.set('file', file);
  return body;
}

export const previewImport = (form: string, file: File, choice: { encoding?: string; delimiter?: string }) =>
  post<ImportPreview>(`${importPath(form)}/preview`, multipart(file, choice));
export const unmatchedValues = async (form: string, file: File, mapping: ImportMapping) =>
  (
    await post<{ columns: UnmatchedColumn[] }>(
      `${importPath(form)}/values`,
      multipart(file, { mapping: JSON.stringify(mapping) }),
    )
  ).columns;
export const startImport = (form: string, file: File, mapping: ImportMapping) =>
  post<ImportStart>(importPath(form), multipart(file, { mapping: JSON.stringify(mapping) }));
