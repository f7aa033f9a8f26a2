import type { ReactNode } from 'react';
import type { Dashboard } from '@/api/reports';
import { FilterSlot } from '@/widgets/filter-widget';
import { DashboardFilterInput } from '../filters';

type Props = { dashboard: Dashboard; onChange: (dashboard: Dashboard) => void; children: ReactNode };

/** Filters among the figures of a page that is being built: what is chosen there is what the page opens with. */
export function DefaultSlot({ dashboard, onChange, children }: Props) {
  const filters = dashboard.filters ?? [];
  const slot = (id: string) => {
    const filter = filters.find((item) => item.id === id);
    return filter ? (
      <DashboardFilterInput
        source={dashboard.source}
        filter={filter}
        value={filter.default ?? null}
        onChange={(value) =>
          onChange({ ...dashboard, filters: filters.map((item) => (item.id === id ? { ...item, default: value } : item)) })
        }
      />
    ) : null;
  };
  return <FilterSlot value={slot}>{children}</FilterSlot>;
}
