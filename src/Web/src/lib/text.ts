import i18n from 'i18next';
import { useTranslation } from 'react-i18next';
import type { FieldSchema, FormDocument, FormInfo, Language, Text } from '@/api/types';

export const currentLanguage = (): Language => (i18n.language === 'zh-CN' ? 'zh-CN' : 'en');

/** A title in the wanted language, else in the other one; never a key unless there is nothing else. */
export function pickText(text: Text | string | null | undefined, language: Language, fallback = ''): string {
  if (typeof text === 'string') return text || fallback;
  const other = language === 'zh-CN' ? 'en' : 'zh-CN';
  return text?.[language] || text?.[other] || fallback;
}

/** Reads titles in the current language and renders again when it changes. */
export function useText() {
  useTranslation();
  const language = currentLanguage();
  return (text: Text | string | null | undefined, fallback = '') => pickText(text, language, fallback);
}

/** JSON Schema's own `title` is the English label of a field or form. */
export const fieldTitle = (schema: FieldSchema | undefined, key: string, language: Language) =>
  pickText({ en: schema?.['x-field'].title?.en ?? schema?.title, 'zh-CN': schema?.['x-field'].title?.['zh-CN'] }, language, key);

export const formTitle = (form: FormInfo | FormDocument | undefined, language: Language): string => {
  if (!form) return '';
  if ('x-form' in form)
    return pickText({ en: form['x-form'].title?.en ?? form.title, 'zh-CN': form['x-form'].title?.['zh-CN'] }, language, form.$id);
  return pickText(form.title, language, form.key);
};
export const formPlural = (form: FormInfo | undefined, language: Language): string =>
  form ? form.plural?.[language] || pickText(form.title, language, form.key) : '';
