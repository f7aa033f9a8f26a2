import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormDocument } from '@/api/types';
import { buildModel, fieldOf, type Field } from '@/lib/form-model';
import { currentLanguage } from '@/lib/text';
import { useDesigner } from './designer-store';

export const fieldsOf = (doc: FormDocument): Field[] =>
  Object.entries(doc.properties).map(([key, schema]) => fieldOf(doc, key, schema, currentLanguage()));

/** The fields of the form being designed. */
export function useFields(): Field[] {
  useTranslation();
  const properties = useDesigner((store) => store.doc().properties);
  const language = currentLanguage();
  return useMemo(
    () =>
      Object.entries(properties).map(([key, schema]) =>
        fieldOf({ $id: '', title: '', properties, 'x-form': { title: {}, recordTitle: '' } }, key, schema, language),
      ),
    [properties, language],
  );
}

/** The form being designed as record forms read it. */
export function useDraftModel() {
  useTranslation();
  const doc = useDesigner((store) => store.doc());
  const language = currentLanguage();
  return useMemo(() => buildModel(doc, undefined, language), [doc, language]);
}
