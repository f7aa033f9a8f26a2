import type { ReportColumn, WidgetFormat, WidgetOptions } from '@/api/reports';
import { measureKind } from './cells';

export type Change = {
  /** As a fraction of the value before; null where there is no base to compare with. */
  rate: number | null;
  /** In the value's own unit; of rates, the difference between the two. */
  difference: number;
  direction: 'up' | 'down' | 'same';
  tone: 'good' | 'bad' | 'plain';
};

/** How a figure changed against the period before; null when either is missing. */
export function changeOf(now: unknown, before: unknown, good: WidgetOptions['good'] = 'up'): Change | null {
  if (typeof now !== 'number' || typeof before !== 'number') return null;
  const difference = now - before;
  const direction = difference === 0 ? 'same' : difference > 0 ? 'up' : 'down';
  const tone = direction === 'same' || good === 'none' ? 'plain' : direction === good ? 'good' : 'bad';
  return { rate: before === 0 ? null : difference / Math.abs(before), difference, direction, tone };
}

/** Rates and percentages are compared in points: a percentage of a percentage misleads. */
export const isInPoints = (column: ReportColumn, format?: WidgetFormat) => {
  const kind = measureKind(column, format);
  return kind === 'ratio' || kind === 'percent';
};
