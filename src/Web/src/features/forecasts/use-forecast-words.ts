import { useTranslation } from 'react-i18next';
import type { ForecastDocument } from '@/api/forecasts';
import type { Words } from '@/components/definition/words';
import { useText } from '@/lib/text';
import { forecastChanges } from './forecast-changes';

/** Differences between two versions of a forecast as sentences. */
export function useForecastWords(): Words<ForecastDocument> {
  const { t } = useTranslation();
  const text = useText();
  return (before, after) =>
    forecastChanges(before, after).map((change) =>
      'split' in change
        ? t(`forecastChange.${change.kind}`, { split: text(change.title, change.split) })
        : t(`forecastChange.${change.kind}`),
    );
}
