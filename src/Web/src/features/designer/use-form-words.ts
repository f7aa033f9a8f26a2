import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { formQuery } from '@/api/forms';
import type { FormDocument } from '@/api/types';
import type { Words } from '@/components/definition/words';
import { currentLanguage, fieldTitle, useText } from '@/lib/text';
import { changesBetween, type Change } from './changes';

/** Differences between two versions of a form as sentences. */
export function useFormWords(): Words<FormDocument> {
  const { t } = useTranslation();
  const text = useText();
  const client = useQueryClient();
  // As it is known here already; a key says enough where the other form was never read.
  const titleIn = (form: string, field: string) =>
    fieldTitle(client.getQueryData(formQuery(form).queryKey)?.properties[field], field, currentLanguage());
  const sentence = (change: Change): string => {
    if (change.kind === 'views') {
      const views = (change.views ?? []).map((view) => t(`nav.${view}`));
      return views.length > 1
        ? t('change.viewsFirst', { views: views.join(t('common.listSeparator')), first: views[0] })
        : views.length > 0
          ? t('change.views', { views: views[0] })
          : t('change.viewsAll');
    }
    if (change.field === undefined) return t(`change.${change.kind}`);
    const title = text(change.title, change.field);
    if (change.kind !== 'changed') return t(`change.${change.kind}`, { field: title });
    const { begins } = change;
    const parts = change.aspects.map((aspect) =>
      aspect === 'default' && begins
        ? t('change.begins', { relation: text(begins.relation), field: titleIn(begins.form, begins.field) })
        : t(`aspect.${aspect}`, { before: text(change.before, change.field) }),
    );
    return t('change.changed', { field: title, what: parts.join(t('common.listSeparator')) });
  };
  return (before, after) => changesBetween(before, after).map(sentence);
}
