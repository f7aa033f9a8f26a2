import { lazy, type ComponentType } from 'react';
import type { WidgetType } from '@/api/reports';
import { NumberWidget } from './number-widget';
import { chartTypes, type ChartType } from './chart-types';
import type { StillProps, WidgetProps } from './types';

// A page begins with its figures; what else it shows comes with it.
const ChartWidget = lazy(() => import('./chart-widget').then((part) => ({ default: part.ChartWidget })));
const FilterWidget = lazy(() => import('./filter-widget').then((part) => ({ default: part.FilterWidget })));
const GaugeWidget = lazy(() => import('./gauge-widget').then((part) => ({ default: part.GaugeWidget })));
const PivotWidget = lazy(() => import('./pivot-widget').then((part) => ({ default: part.PivotWidget })));
const TableWidget = lazy(() => import('./table-widget').then((part) => ({ default: part.TableWidget })));
/** An answer as rows, instead of its drawing. */
export const ReportTable = lazy(() => import('./table-widget').then((part) => ({ default: part.ReportTable })));
const TextWidget = lazy(() => import('./text-widget').then((part) => ({ default: part.TextWidget })));

export type StillType = 'text' | 'filter';
export type QueryType = Exclude<WidgetType, StillType>;

/** The one list of widget types that draw an answer. */
export const widgetTypes: Record<QueryType, ComponentType<WidgetProps>> = {
  number: NumberWidget,
  gauge: GaugeWidget,
  table: TableWidget,
  pivot: PivotWidget,
  bar: ChartWidget,
  column: ChartWidget,
  line: ChartWidget,
  area: ChartWidget,
  pie: ChartWidget,
  funnel: ChartWidget,
};
/** And of those that say what stands in their options. */
export const stillTypes: Record<StillType, ComponentType<StillProps>> = { text: TextWidget, filter: FilterWidget };
export const isStill = (type: WidgetType): type is StillType => type in stillTypes;
/** A figure by itself is never empty: none at all is an answer too. */
export const isFigure = (type: WidgetType) => type === 'number' || type === 'gauge';
export const isChart = (type: WidgetType): type is ChartType => (chartTypes as readonly WidgetType[]).includes(type);
export const hasTable = isChart;
