import type { Confidence, ImportMapping, ImportMode, ImportPreview, OnUnmatched } from '@/api/imports';
import type { Field } from '@/lib/form-model';
import { renameParts } from './template';

/** What becomes of one column of the file. `confidence` is null once a person chose. */
export type ColumnChoice = { column: string; field: string | null; match?: string; confidence: Confidence | null };
/** By column, then by text of a cell: the text that is meant; null leaves it blank. */
export type ValueChoices = Record<string, Record<string, string | null>>;
export type Choices = {
  columns: ColumnChoice[];
  /** Composed text by field, for a required text that no column holds. */
  templates: Record<string, string>;
  mode: ImportMode;
  key: string | null;
  dateFormat: string;
  history: boolean;
  values: ValueChoices;
  onUnmatched: Record<string, OnUnmatched>;
};

/** Certain enough to be ticked without a look. */
export const isCertain = (confidence: Confidence) => confidence !== 'contained';
const surest: Confidence[] = ['exact', 'normalised', 'contained'];
export const dateFormats = ['yyyy-MM-dd', 'yyyy/MM/dd', 'dd/MM/yyyy', 'MM/dd/yyyy', 'dd.MM.yyyy', 'yyyyMMdd', 'yyyy年M月d日'];
const datePatterns: [string, RegExp][] = [
  ['yyyy-MM-dd', /^\d{4}-\d{1,2}-\d{1,2}/],
  ['yyyy/MM/dd', /^\d{4}\/\d{1,2}\/\d{1,2}/],
  ['dd.MM.yyyy', /^\d{1,2}\.\d{1,2}\.\d{4}/],
  ['yyyy年M月d日', /^\d{4}年/],
  ['yyyyMMdd', /^\d{8}$/],
  ['MM/dd/yyyy', /^\d{1,2}\/(1[3-9]|2\d|3[01])\/\d{4}/],
  ['dd/MM/yyyy', /^\d{1,2}\/\d{1,2}\/\d{4}/],
];

/** The format that the samples of date columns are written in; one that fits none is left at ISO. */
export function guessDateFormat(samples: string[]): string {
  const fits = datePatterns.filter(([, pattern]) => samples.some((sample) => pattern.test(sample)));
  return fits[0]?.[0] ?? 'yyyy-MM-dd';
}

export const isDate = (field: Field | undefined) => field?.type === 'date' || field?.type === 'dateTime';
export const isLink = (field: Field | undefined) =>
  field?.type === 'relation' || field?.type === 'user' || field?.type === 'users';
/** Fields that a file may fill: not what is computed or given by the system. */
export const importable = (fields: Map<string, Field>) =>
  [...fields.values()].filter((field) => !field.readOnly && field.type !== 'file' && !(field.system && field.key !== 'owner'));

/** Of several columns that ask for one field, the surest gets it. */
function suggested(preview: ImportPreview, fields: Map<string, Field>): ColumnChoice[] {
  const open = new Set(importable(fields).map((field) => field.key));
  const rank = (confidence: Confidence) => surest.indexOf(confidence);
  const best = new Map<string, number>();
  for (const { suggestion } of preview.columns)
    if (suggestion)
      best.set(suggestion.field, Math.min(best.get(suggestion.field) ?? surest.length, rank(suggestion.confidence)));
  const taken = new Set<string>();
  return preview.columns.map(({ name, suggestion }) => {
    const fits =
      suggestion &&
      open.has(suggestion.field) &&
      !taken.has(suggestion.field) &&
      rank(suggestion.confidence) === best.get(suggestion.field);
    if (!fits) return { column: name, field: null, confidence: null };
    taken.add(suggestion.field);
    return { column: name, field: suggestion.field, match: suggestion.match ?? undefined, confidence: suggestion.confidence };
  });
}

/** What was chosen last time for a file like this, else what the server suggests. */
export function firstChoices(preview: ImportPreview, fields: Map<string, Field>, nameFrom: Record<string, string>): Choices {
  const names = new Set(preview.columns.map((column) => column.name));
  // A file with other columns is another kind of file: nothing of the last import applies to it.
  const kept = preview.mapping?.columns.some(({ column }) => column !== undefined && names.has(column)) ? preview.mapping : null;
  const columns = suggested(preview, fields).map((choice) => {
    const before = kept?.columns.find((column) => column.column === choice.column);
    return before && fields.has(before.field)
      ? { column: choice.column, field: before.field, match: before.match, confidence: 'exact' as const }
      : choice;
  });
  const known = (kept?.columns ?? []).filter((column) => column.column !== undefined && names.has(column.column));
  const templates = Object.fromEntries(
    (kept?.columns ?? []).flatMap((column) =>
      column.template ? [[column.field, renameParts(column.template, (name) => fieldOf(columns, name) ?? name)]] : [],
    ),
  );
  return {
    columns,
    templates: { ...nameFrom, ...templates },
    mode: kept?.mode ?? 'create',
    key: columns.find((choice) => choice.field !== null && choice.field === kept?.key[0])?.field ?? null,
    dateFormat: kept?.dateFormat ?? guessDateFormat(samplesOf(preview, columns, fields)),
    history: kept?.history ?? false,
    values: Object.fromEntries(known.flatMap((column) => (column.values ? [[column.column ?? '', column.values]] : []))),
    onUnmatched: Object.fromEntries(
      known.flatMap((column) => (column.onUnmatched ? [[column.column ?? '', column.onUnmatched]] : [])),
    ),
  };
}

const fieldOf = (columns: ColumnChoice[], column: string) => columns.find((choice) => choice.column === column)?.field;
/** A template speaks of fields; the mapping needs the columns that fill them. A part that the file does not have drops. */
export const columnTemplate = (choices: Choices, template: string) =>
  renameParts(template, (name) => choices.columns.find((choice) => choice.field === name || choice.column === name)?.column);

const samplesOf = (preview: ImportPreview, columns: ColumnChoice[], fields: Map<string, Field>) =>
  preview.columns.filter((_, index) => isDate(fields.get(columns[index]?.field ?? ''))).flatMap((column) => column.samples);

/** The same file read anew (other encoding or delimiter): what was chosen for columns of the same name stays. */
export function carryOver(before: Choices, next: Choices): Choices {
  const chosen = new Map(before.columns.map((choice) => [choice.column, choice]));
  return { ...before, columns: next.columns.map((choice) => chosen.get(choice.column) ?? choice) };
}

/** A field belongs to one column: choosing it elsewhere frees it here. Values of the former field mean nothing for the new one. */
export function chooseField(choices: Choices, column: string, field: string | null, match?: string): Choices {
  const columns = choices.columns.map((choice) => {
    if (choice.column === column) return { column, field, match, confidence: null };
    return field !== null && choice.field === field ? { column: choice.column, field: null, confidence: null } : choice;
  });
  const values = Object.fromEntries(Object.entries(choices.values).filter(([name]) => name !== column));
  const mapped = new Set(columns.map((choice) => choice.field));
  return { ...choices, columns, values, key: choices.key !== null && mapped.has(choices.key) ? choices.key : null };
}

export const chooseMatch = (choices: Choices, column: string, match: string | undefined): Choices => ({
  ...choices,
  columns: choices.columns.map((choice) => (choice.column === column ? { ...choice, match } : choice)),
});

/** Undefined takes the choice back. */
export function chooseValue(choices: Choices, column: string, value: string, target: string | null | undefined): Choices {
  const rest = Object.fromEntries(Object.entries(choices.values[column] ?? {}).filter(([name]) => name !== value));
  return { ...choices, values: { ...choices.values, [column]: target === undefined ? rest : { ...rest, [value]: target } } };
}

/** Required texts that no column fills: they are composed. */
export const composed = (choices: Choices, fields: Map<string, Field>) =>
  [...fields.values()].filter(
    (field) =>
      choices.mode !== 'update' &&
      field.type === 'text' &&
      (field.required || choices.templates[field.key] !== undefined) &&
      !choices.columns.some((choice) => choice.field === field.key),
  );

export type Gap = 'nothing' | 'key' | 'template';
/** What is still to be decided before the file can be read against the form. */
export function gapsOf(choices: Choices, fields: Map<string, Field>): Gap[] {
  const gaps: Gap[] = [];
  if (choices.columns.every((choice) => choice.field === null)) gaps.push('nothing');
  if (choices.mode !== 'create' && choices.key === null) gaps.push('key');
  if (composed(choices, fields).some((field) => field.required && !columnTemplate(choices, choices.templates[field.key] ?? '')))
    gaps.push('template');
  return gaps;
}

export function mappingOf(choices: Choices, preview: ImportPreview, fields: Map<string, Field>, dryRun: boolean): ImportMapping {
  const mapped = choices.columns.flatMap(({ column, field, match }) => {
    if (field === null) return [];
    const values = choices.values[column];
    return [
      {
        column,
        field,
        ...(match && isLink(fields.get(field)) ? { match } : {}),
        ...(values && Object.keys(values).length > 0 ? { values } : {}),
        ...(choices.onUnmatched[column] ? { onUnmatched: choices.onUnmatched[column] } : {}),
      },
    ];
  });
  const templates = composed(choices, fields).flatMap((field) => {
    const template = columnTemplate(choices, choices.templates[field.key]?.trim() ?? '');
    return template ? [{ field: field.key, template }] : [];
  });
  return {
    mode: choices.mode,
    key: choices.mode !== 'create' && choices.key !== null ? [choices.key] : [],
    encoding: preview.encoding,
    delimiter: preview.delimiter,
    dateFormat: choices.dateFormat,
    onUnmatched: 'reject',
    history: choices.history,
    dryRun,
    columns: [...mapped, ...templates],
  };
}
