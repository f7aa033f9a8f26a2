import type { DashboardFilter, FilterValue, FilterValues, Period } from '@/api/reports';

/** The value in force: what the URL says, else the filter's default. */
export const valueOf = (filter: DashboardFilter, values: FilterValues) =>
  filter.id in values ? values[filter.id] : (filter.default ?? null);

export const periodValue = (filter: DashboardFilter | undefined, values: FilterValues): Period | null => {
  const value = filter && valueOf(filter, values);
  return value && !Array.isArray(value) ? value : null;
};

/** Sets one filter; what equals the default does not need to stand in the URL. */
export function withValue(filter: DashboardFilter, values: FilterValues, value: FilterValue): FilterValues | undefined {
  const rest = Object.fromEntries(Object.entries(values).filter(([id]) => id !== filter.id));
  const next = JSON.stringify(value) === JSON.stringify(filter.default ?? null) ? rest : { ...rest, [filter.id]: value };
  return Object.keys(next).length > 0 ? next : undefined;
}
