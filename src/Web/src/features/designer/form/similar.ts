import type { FormDocument, FormSimilar } from '@/api/types';
import type { Field } from '@/lib/form-model';

/** One way in which two records can be alike: the same value, or numbers not further apart than a share. */
export type SimilarTerm = { field: string; weight?: number; within?: number };

export const maxTerms = 12;
/** From half of it to half as much again. */
export const usualWithin = 0.5;

export const termsOf = (similar: FormSimilar | undefined): SimilarTerm[] => [...(similar?.match ?? []), ...(similar?.near ?? [])];

/** The most points that two records can have in common. */
export const mostPoints = (similar: FormSimilar | undefined): number =>
  termsOf(similar).reduce((sum, term) => sum + (term.weight ?? 1), 0);

const lists = new Set(['multiSelect', 'users', 'file', 'longText']);
const numbers = new Set(['integer', 'decimal', 'money', 'percent']);

/** What can be compared: single values, a step away as well. Where a stage was before and who owned it then cannot be asked. */
export function comparableMembers(members: ReadonlyMap<string, Field>): Field[] {
  const untold = [...members.values()]
    .filter((field) => field.type === 'stage' && !field.key.includes('.'))
    .flatMap(({ key }) => [`${key}.from`, `${key}.owner`]);
  return [...members.values()].filter(
    (field) => !lists.has(field.type) && field.x.forms === undefined && !untold.includes(field.key),
  );
}

export const isNumber = (field: Field | undefined): boolean => field !== undefined && numbers.has(field.type);

export type ReverseList = { key: string; form: FormDocument; relation: string };

/** The lists of records that point to the form, by the keys that their relations give them; of several with one key the first. */
export function reverseLists(form: string, documents: readonly FormDocument[]): ReverseList[] {
  const found = documents.flatMap((document) =>
    Object.entries(document.properties).flatMap(([relation, { 'x-field': x }]) =>
      x.reverseKey && (x.form === form || x.forms?.includes(form)) ? [{ key: x.reverseKey, form: document, relation }] : [],
    ),
  );
  const inOrder = found.toSorted((a, b) => (a.form.$id < b.form.$id ? -1 : 1));
  return inOrder.filter((list, index) => inOrder.findIndex((other) => other.key === list.key) === index);
}
