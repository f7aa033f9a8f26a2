import type { FieldSchema, FormDocument, Text, XField } from '@/api/types';
import { setX } from '../document';
import { dropUndefined } from '@/lib/changed';

/** Pure edits of what a relation says: one form or several, which records are offered first, what is offered on the other side. */

export type Narrow = NonNullable<XField['narrow']>;
export type Offer = NonNullable<XField['offer']>;

export const pointsToSeveral = (schema: FieldSchema): boolean => schema['x-field'].forms !== undefined;

/** What only a relation to one form can say goes. */
export function pointToSeveral(schema: FieldSchema): FieldSchema {
  if (pointsToSeveral(schema)) return schema;
  const { form } = schema['x-field'];
  return {
    ...setX(schema, { form: undefined, forms: form ? [form] : [], narrow: undefined, offer: undefined }),
    type: 'object',
  };
}

/** The first of them stays. */
export function pointToOne(schema: FieldSchema): FieldSchema {
  if (!pointsToSeveral(schema)) return schema;
  return { ...setX(schema, { form: schema['x-field'].forms?.[0], forms: undefined }), type: 'integer' };
}

/** To another form; what was said about fields of the one before means nothing there. */
export const pointTo = (schema: FieldSchema, form: string): FieldSchema =>
  schema['x-field'].form === form ? schema : setX(schema, { form, narrow: undefined, offer: undefined });

const lists = new Set(['multiSelect', 'users', 'file']);
const isSingle = ({ 'x-field': x }: FieldSchema) => !lists.has(x.type) && x.forms === undefined && x.stored !== false;

/** Both hold one value of the same kind, so that the one can be looked for by the other. */
const agree = (theirs: FieldSchema, own: FieldSchema): boolean =>
  isSingle(theirs) &&
  isSingle(own) &&
  theirs['x-field'].type === own['x-field'].type &&
  theirs['x-field'].form === own['x-field'].form;

/** The fields that the records on offer can be chosen by: theirs, and those of this form that fit each. Links come first. */
export function narrowings(doc: FormDocument, fieldKey: string, target: FormDocument): { field: string; by: string[] }[] {
  const found = Object.entries(target.properties).flatMap(([field, theirs]) => {
    const by = Object.entries(doc.properties)
      .filter(([key, own]) => key !== fieldKey && agree(theirs, own))
      .map(([key]) => key);
    return by.length > 0 ? [{ field, by, isLink: theirs['x-field'].type === 'relation' }] : [];
  });
  return found.toSorted((a, b) => Number(b.isLink) - Number(a.isLink)).map(({ field, by }) => ({ field, by }));
}

export const setNarrow = (schema: FieldSchema, narrow: Narrow | undefined): FieldSchema => setX(schema, { narrow });
export const setOffer = (schema: FieldSchema, offer: Offer | undefined): FieldSchema => setX(schema, { offer });

/** The yes/no fields on which an offer can depend. */
export const conditionsOf = (target: FormDocument): string[] =>
  Object.entries(target.properties)
    .filter(([, { 'x-field': x }]) => x.type === 'boolean')
    .map(([key]) => key);

/** A first name for what is offered: that of the form whose records are created. */
export const offerTitle = (doc: FormDocument): Text => dropUndefined({ en: doc.title || undefined, ...doc['x-form'].title });
