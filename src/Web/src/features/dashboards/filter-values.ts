import type { Dashboard, DashboardFilter, FilterValue, FilterValues, Period, Widget } from '@/api/reports';

/** The value in force: what the URL says, else the filter's default. */
export const valueOf = (filter: DashboardFilter, values: FilterValues) =>
  filter.id in values ? values[filter.id] : (filter.default ?? null);

export const periodValue = (filter: DashboardFilter | undefined, values: FilterValues): Period | null => {
  const value = filter?.kind === 'period' ? valueOf(filter, values) : null;
  return value && typeof value === 'object' && !Array.isArray(value) ? (value as Period) : null;
};

/** Whether a filter leaves a widget alone: by choice, or because the widget is about another form and says nothing of what the filter means there. */
export const ignores = (dashboard: Pick<Dashboard, 'source'>, widget: Widget, filter: string): boolean =>
  widget.query !== undefined &&
  (widget.ignoreFilters?.includes(filter) ||
    (widget.query.source !== dashboard.source && widget.filterMembers?.[filter] === undefined));

/** The filters in force that a widget about another form does not follow: nobody would see it from the figures. */
export const notFollowed = (dashboard: Dashboard, widget: Widget, values: FilterValues): DashboardFilter[] =>
  widget.query === undefined || widget.query.source === dashboard.source
    ? []
    : (dashboard.filters ?? []).filter((filter) => {
        const value = valueOf(filter, values);
        const isSet = Array.isArray(value) ? value.length > 0 : value !== null && value !== undefined;
        return isSet && ignores(dashboard, widget, filter.id);
      });

/** Sets one filter; what equals the default does not need to stand in the URL. */
export function withValue(filter: DashboardFilter, values: FilterValues, value: FilterValue): FilterValues | undefined {
  const rest = Object.fromEntries(Object.entries(values).filter(([id]) => id !== filter.id));
  const next = JSON.stringify(value) === JSON.stringify(filter.default ?? null) ? rest : { ...rest, [filter.id]: value };
  return Object.keys(next).length > 0 ? next : undefined;
}
