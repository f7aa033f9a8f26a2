import { useTranslation } from 'react-i18next';
import type { SplitValue } from '@/api/forecasts';

/** The name of a value of a split; blank and what the reader may not see have words too. */
export function useValueLabel() {
  const { t } = useTranslation();
  return ({ value, label }: { value: SplitValue; label: string | null }) =>
    label ??
    (value === null ? t('dashboards.none') : typeof value === 'boolean' ? t(value ? 'field.yes' : 'field.no') : `#${value}`);
}
