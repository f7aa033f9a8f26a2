import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/lib/use-format';
import type { Words } from './cells';

/** What figures and groups need to be written out in the current language. */
export function useWords(): Words {
  const { t } = useTranslation();
  const { language, currency } = useFormat();
  return useMemo(
    () => ({
      language,
      currency,
      yes: t('field.yes'),
      no: t('field.no'),
      none: t('dashboards.none'),
      days: (count: string) => t('dashboards.days', { shown: count }),
      band: (from: string | undefined, until: string | undefined) =>
        from === undefined
          ? t('dashboards.band.below', { until })
          : until === undefined
            ? t('dashboards.band.from', { from })
            : t('dashboards.band.between', { from, until }),
      few: t('dashboards.few'),
      sample: (value: string, count: string) => t('dashboards.sample', { value, count }),
    }),
    [t, language, currency],
  );
}
