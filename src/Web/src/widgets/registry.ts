import type { ComponentType } from 'react';
import type { WidgetType } from '@/api/reports';
import { ChartWidget } from './chart-widget';
import { FilterWidget } from './filter-widget';
import { GaugeWidget } from './gauge-widget';
import { NumberWidget } from './number-widget';
import { chartTypes, type ChartType } from './options';
import { PivotWidget } from './pivot-widget';
import { TableWidget } from './table-widget';
import { TextWidget } from './text-widget';
import type { StillProps, WidgetProps } from './types';

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
