import type { Filter, FormDocument, FormSimilar, FormView, Text } from '@/api/types';
import { dropUndefined } from '@/lib/changed';

type XForm = FormDocument['x-form'];
type Similar = Required<FormSimilar>;

/** What the form's own settings write, by keyword; one within another stands behind a dot. */
export type FormParts = {
  plural: Text;
  icon: string;
  color: string;
  nav: boolean;
  order: number;
  views: FormView[];
  recordTitle: string;
  'list.columns': string[];
  'list.sort': string;
  search: string[];
  indexes: string[][];
  nameFrom: string;
  duplicates: string[];
  unique: string[][];
  'access.follows': string;
  'timeline.by': string;
  'timeline.at': string;
  'timeline.summary': string[];
  'similar.title': Text;
  'similar.for': Filter;
  'similar.among': Filter;
  'similar.match': Similar['match'];
  'similar.near': Similar['near'];
  'similar.least': number;
  'similar.limit': number;
  'similar.sort': string;
  'similar.show': string[];
  'similar.with': string[];
};
export type FormPart = keyof FormParts;

type Members = Record<string, unknown>;
const stepsOf = (of: FormPart) => of.split('.') as [string, string?];

/** Without these the whole says nothing and goes. */
const needed: Partial<Record<string, readonly string[]>> = { timeline: ['by'], similar: ['match', 'near'] };

const isNothing = (value: unknown): boolean =>
  value === undefined || value === '' || (typeof value === 'object' && value !== null && Object.keys(value).length === 0);

export function partOf<K extends FormPart>(form: XForm, of: K): FormParts[K] | undefined {
  const [outer, inner] = stepsOf(of);
  const value = (form as Members)[outer];
  return (inner === undefined ? value : (value as Members | undefined)?.[inner]) as FormParts[K] | undefined;
}

/** The settings with another value there. Nothing, an empty text or an empty list takes the keyword away, and what holds it once that is empty. */
export function withPart<K extends FormPart>(form: XForm, of: K, value: FormParts[K] | undefined): XForm {
  const [outer, inner] = stepsOf(of);
  const next = isNothing(value) ? undefined : value;
  if (inner === undefined) return put(form, outer, next);
  const whole = dropUndefined({ ...((form as Members)[outer] as Members | undefined), [inner]: next });
  const needs = needed[outer];
  const isEmpty = isNothing(whole) || (needs && needs.every((name) => whole[name] === undefined));
  return put(form, outer, isEmpty ? undefined : whole);
}

const put = (form: XForm, name: string, value: unknown): XForm => dropUndefined({ ...form, [name]: value });
