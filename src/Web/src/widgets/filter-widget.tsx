import { createContext, useContext, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { StillProps } from './types';

/** How the page that shows the widget draws one of its filters. */
export const FilterSlot = createContext<((filter: string) => ReactNode) | null>(null);

/** A filter of the page among its figures. */
export function FilterWidget({ widget }: StillProps) {
  const { t } = useTranslation();
  const slot = useContext(FilterSlot);
  return <>{slot?.(widget.options?.filter ?? '') ?? <p className="widget-empty">{t('dashboards.noFilter')}</p>}</>;
}
