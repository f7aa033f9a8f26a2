import { useTranslation } from 'react-i18next';
import type { Dashboard } from '@/api/reports';
import type { Words } from '@/components/definition/words';
import { useText } from '@/lib/text';
import { dashboardChanges } from './dashboard-changes';

/** Differences between two versions of a dashboard as sentences. */
export function useDashboardWords(): Words<Dashboard> {
  const { t } = useTranslation();
  const text = useText();
  return (before, after) =>
    dashboardChanges(before, after).map((change) => {
      const key = `dashboardChange.${change.kind}`;
      if (!('title' in change)) return t(key);
      if (!('type' in change)) return t(key, { title: text(change.title) });
      const kind = t(`dashboards.kind.${change.type}`);
      return t(key, { title: text(change.title, kind), kind });
    });
}
