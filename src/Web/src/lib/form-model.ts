import { useQueryClient, useQuery } from '@tanstack/react-query';
import i18n from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { formQuery, useFormInfo } from '@/api/forms';
import { sessionQuery } from '@/api/session';
import type { FieldSchema, FieldTypeKey, FormDocument, FormInfo, Language, XField } from '@/api/types';
import { currentLanguage, fieldTitle } from './text';

/** A field as screens use it: what the definition says, what this person may do with it, its label. */
export type Field = {
  key: string;
  form: string;
  type: FieldTypeKey;
  label: string;
  schema: FieldSchema;
  x: XField;
  required: boolean;
  readOnly: boolean;
  /** Records carry a mask in the place of its value; no query may name it. */
  masked?: boolean;
  system: boolean;
};
/** What roles leave of fields; a field that is not named is whole. */
export type FieldAccess = NonNullable<FormInfo['fieldAccess']>;
export type FormModel = {
  key: string;
  document: FormDocument;
  info: FormInfo | undefined;
  fieldAccess: FieldAccess;
  titleKey: string;
  /** Visible fields: the form's own in their order, then the system's. */
  fields: Map<string, Field>;
};

const systemFields: [string, FieldTypeKey][] = [
  ['owner', 'user'],
  ['createdAt', 'dateTime'],
  ['createdBy', 'user'],
  ['updatedAt', 'dateTime'],
  ['updatedBy', 'user'],
];

/** A field from its definition; `access` is what roles leave of it. */
export const fieldOf = (
  document: FormDocument,
  key: string,
  schema: FieldSchema,
  language: Language,
  access?: FieldAccess[string],
): Field => ({
  key,
  form: document.$id,
  type: schema['x-field'].type,
  label: fieldTitle(schema, key, language),
  schema,
  x: schema['x-field'],
  required: document.required?.includes(key) ?? false,
  readOnly:
    schema.readOnly === true ||
    schema['x-field'].formula !== undefined ||
    schema['x-field'].type === 'autoNumber' ||
    access === 'readOnly' ||
    access === 'masked',
  masked: access === 'masked',
  system: false,
});

export function buildModel(
  document: FormDocument,
  info: FormInfo | undefined,
  language: Language,
  fieldAccess: FieldAccess = info?.fieldAccess ?? {},
): FormModel {
  const fields = new Map<string, Field>();
  for (const [key, schema] of Object.entries(document.properties)) {
    const x = schema['x-field'];
    const access = fieldAccess[key];
    if (!x || x.hidden || access === 'hidden') continue;
    fields.set(key, fieldOf(document, key, schema, language, access));
  }
  for (const [key, type] of systemFields) {
    if (fields.has(key)) continue;
    const label = i18n.t(`system.${key}`);
    const x: XField = { type, title: {} };
    fields.set(key, {
      key,
      form: document.$id,
      type,
      label,
      schema: { 'x-field': x },
      x,
      required: false,
      readOnly: key !== 'owner',
      system: true,
    });
  }
  return { key: document.$id, document, info, fieldAccess, titleKey: document['x-form'].recordTitle, fields };
}

/** The order of a list when nobody chose another. */
export const defaultSort = (model: FormModel) => model.document['x-form'].list?.sort ?? '-updatedAt';

/** The model of a form, or undefined until its definition is there. */
export function useFormModel(form: string): FormModel | undefined {
  useTranslation();
  const language = currentLanguage();
  const info = useFormInfo(form);
  const { data } = useQuery({ ...formQuery(form), enabled: form !== '' });
  return useMemo(() => (data ? buildModel(data, info, language) : undefined), [data, info, language]);
}

/** The person signed in, for components that may stand outside the signed-in part. */
export const useMe = () => useQueryClient().getQueryData(sessionQuery.queryKey)?.user;
