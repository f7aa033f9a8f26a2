import { useTranslation } from 'react-i18next';
import type { HomeDocument } from '@/api/homes';
import type { Words } from '@/components/definition/words';
import { useText } from '@/lib/text';
import { homeChanges } from './home-changes';

/** Differences between two versions of a home page as sentences. */
export function useHomeWords(): Words<HomeDocument> {
  const { t } = useTranslation();
  const text = useText();
  return (before, after) =>
    homeChanges(before, after).map((change) =>
      'section' in change
        ? t(`homeChange.${change.kind}`, { section: text(change.title, t(`homes.kind.${change.section}`)) })
        : t(`homeChange.${change.kind}`),
    );
}
