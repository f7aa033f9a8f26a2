import type { ComponentType } from 'react';
import type { WidgetType } from '@/api/reports';
import { ChartWidget } from './chart-widget';
import { NumberWidget } from './number-widget';
import { TableWidget } from './table-widget';
import type { WidgetProps } from './types';

/** The one list of widget types. */
export const widgetTypes: Record<WidgetType, ComponentType<WidgetProps>> = {
  number: NumberWidget,
  table: TableWidget,
  bar: ChartWidget,
  column: ChartWidget,
  line: ChartWidget,
  area: ChartWidget,
  pie: ChartWidget,
  funnel: ChartWidget,
};
export const hasTable = (type: WidgetType) => type !== 'number' && type !== 'table';
