import type { WidgetType } from '@/api/reports';

/** The widget types that are drawn; by themselves, so that asking for one does not load how. */
export const chartTypes = ['bar', 'column', 'line', 'area', 'pie', 'funnel'] as const satisfies readonly WidgetType[];
export type ChartType = (typeof chartTypes)[number];
