import type { FieldSchema, FieldTypeKey, FormDocument } from '@/api/types';

/** A default that is a field of the record that a relation points to. */
export type ParentDefault = { relation: string; field: string };

const path = /^([a-z]\w*)\.([a-z]\w*)$/;

/** Relations that lead to records of one form, whose fields can then be named. */
export const parentsOf = (doc: FormDocument, except: string): string[] =>
  Object.entries(doc.properties)
    .filter(([key, { 'x-field': x }]) => key !== except && x.type === 'relation' && x.form)
    .map(([key]) => key);

export const exprOf = (value: unknown): string | undefined =>
  typeof value === 'object' && value !== null && 'expr' in value ? String(value.expr) : undefined;

/** The default as such a field; undefined when it is anything else. */
export function parentDefault(value: unknown, doc: FormDocument): ParentDefault | undefined {
  const [, relation, field] = path.exec(exprOf(value) ?? '') ?? [];
  return relation && field && parentsOf(doc, '').includes(relation) ? { relation, field } : undefined;
}

const texts: FieldTypeKey[] = ['text', 'longText', 'email', 'phone', 'url', 'autoNumber'];
const numbers: FieldTypeKey[] = ['integer', 'decimal', 'money', 'percent'];

/** Whether a value of theirs can stand in ours as it is. */
export function fits(ours: FieldSchema, theirs: FieldSchema): boolean {
  const [to, from] = [ours['x-field'], theirs['x-field']];
  if (from.stored === false) return false;
  if (to.type === 'relation') return from.type === 'relation' && from.form === to.form && to.form !== undefined;
  if (to.type === 'text' || to.type === 'longText') return texts.includes(from.type);
  if (to.type === 'integer') return from.type === 'integer';
  if (numbers.includes(to.type)) return numbers.includes(from.type);
  return from.type === to.type;
}
