import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { formQuery } from '@/api/forms';
import type { FormDocument } from '@/api/types';
import type { Words } from '@/components/definition/words';
import { daysOf } from '@/lib/day-limit';
import { currentLanguage, fieldTitle, useText } from '@/lib/text';
import { useFormat } from '@/lib/use-format';
import { detailsOf, type Detail } from './change-details';
import { changesBetween, type Change, type FormSetting } from './changes';

/** Settings that are named by their section, and what has no name. */
const formWords: Partial<Record<FormSetting, string>> = { similar: 'formSection.similar', other: 'change.formOther' };

/** Differences between two versions of a form as sentences. */
export function useFormWords(): Words<FormDocument> {
  const { t } = useTranslation();
  const text = useText();
  const format = useFormat();
  const client = useQueryClient();
  // As it is known here already; a key says enough where the other form was never read.
  const titleIn = (form: string, field: string) =>
    fieldTitle(client.getQueryData(formQuery(form).queryKey)?.properties[field], field, currentLanguage());
  const day = (limit: string | undefined): string => {
    const days = daysOf(limit);
    if (days === null) return limit === undefined ? t('aspect.none') : format.date(limit);
    return days === 0
      ? t('condition.today')
      : t(days > 0 ? 'condition.daysAhead' : 'condition.daysAgo', { count: Math.abs(days) });
  };
  const detail = (item: Detail): string => {
    switch (item.kind) {
      case 'limit': {
        const [from, to] = [item.from, item.to].map((limit) => (limit === undefined ? t('aspect.none') : format.number(limit)));
        return t('aspect.limit', { label: t(`setting.${item.of}`), from, to });
      }
      case 'day': {
        const [from, to] = [item.from, item.to].map(day);
        return t('aspect.limit', { label: t(`setting.${item.of}`), from, to });
      }
      case 'optionsNew':
      case 'optionsGone':
        return t(`aspect.${item.kind}`, { options: item.options.map((title) => text(title)).join(t('common.listSeparator')) });
      case 'unique':
      case 'notUnique':
        return t(`aspect.${item.kind}`);
      default:
        return item.to === undefined
          ? t(`aspect.${item.kind}Gone`)
          : t(`aspect.${item.kind}To`, { from: item.from ?? t('aspect.none'), to: item.to });
    }
  };
  const sentence = (change: Change, before: FormDocument | null, after: FormDocument): string => {
    if (change.kind === 'views') {
      const views = (change.views ?? []).map((view) => t(`nav.${view}`));
      return views.length > 1
        ? t('change.viewsFirst', { views: views.join(t('common.listSeparator')), first: views[0] })
        : views.length > 0
          ? t('change.views', { views: views[0] })
          : t('change.viewsAll');
    }
    if (change.kind === 'form') {
      const names = change.settings.map((setting) => t(formWords[setting] ?? `setting.${setting}`));
      return t('change.form', { settings: names.join(t('common.listSeparator')) });
    }
    if (change.field === undefined) return t(`change.${change.kind}`);
    const title = text(change.title, change.field);
    if (change.kind !== 'changed') return t(`change.${change.kind}`, { field: title });
    const { begins } = change;
    const [was, now] = [before, after].map((document) => document?.properties[change.field]);
    const parts = change.aspects.flatMap((aspect) => {
      if (aspect === 'default' && begins)
        return t('change.begins', { relation: text(begins.relation), field: titleIn(begins.form, begins.field) });
      const details = was && now ? detailsOf(aspect, was, now) : [];
      return details.length > 0 ? details.map(detail) : t(`aspect.${aspect}`, { before: text(change.before, change.field) });
    });
    return t('change.changed', { field: title, what: parts.join(t('common.listSeparator')) });
  };
  return (before, after) => changesBetween(before, after).map((change) => sentence(change, before, after));
}
