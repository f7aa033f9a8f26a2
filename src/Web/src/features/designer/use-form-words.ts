import { useTranslation } from 'react-i18next';
import type { FormDocument } from '@/api/types';
import type { Words } from '@/components/definition/words';
import { useText } from '@/lib/text';
import { changesBetween, type Change } from './changes';

/** Differences between two versions of a form as sentences. */
export function useFormWords(): Words<FormDocument> {
  const { t } = useTranslation();
  const text = useText();
  const sentence = (change: Change): string => {
    if (change.field === undefined) return t(`change.${change.kind}`);
    const title = text(change.title, change.field);
    if (change.kind !== 'changed') return t(`change.${change.kind}`, { field: title });
    const parts = change.aspects.map((aspect) => t(`aspect.${aspect}`, { before: text(change.before, change.field) }));
    return t('change.changed', { field: title, what: parts.join(t('common.listSeparator')) });
  };
  return (before, after) => changesBetween(before, after).map(sentence);
}
