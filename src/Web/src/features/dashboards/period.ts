import dayjs from 'dayjs';
import type { DataRange, Period } from '@/api/reports';
import type { RelativeRange } from '@/api/types';

export type Preset = 'all' | 'month' | 'quarter' | 'year' | 'last12' | 'custom';
const relative: Record<Exclude<Preset, 'all' | 'custom'>, RelativeRange> = {
  month: { unit: 'month', from: 0, to: 0 },
  quarter: { unit: 'quarter', from: 0, to: 0 },
  year: { unit: 'year', from: 0, to: 0 },
  last12: { unit: 'month', from: -11, to: 0 },
};
export const presets: Preset[] = ['all', 'month', 'quarter', 'year', 'last12', 'custom'];

export function presetOf(period: Period | null | undefined): Preset {
  if (!period) return 'all';
  if (!('relative' in period)) return 'custom';
  const { unit, from, to } = period.relative;
  const found = Object.entries(relative).find(([, range]) => range.unit === unit && range.from === from && range.to === to);
  return (found?.[0] as Preset | undefined) ?? 'custom';
}

/** What a preset means; custom starts with the days shown before, or this month. */
export function periodOf(preset: Preset, before: Period | null | undefined, today: string): Period | null {
  if (preset === 'all') return null;
  if (preset !== 'custom') return { relative: relative[preset] };
  return daysOf(before ?? { relative: relative.month }, today);
}

const startOf = (day: dayjs.Dayjs, unit: RelativeRange['unit']) => {
  if (unit === 'quarter') return day.month(Math.floor(day.month() / 3) * 3).startOf('month');
  // Weeks begin on Monday, whatever the language of the dates.
  if (unit === 'week') return day.subtract((day.day() + 6) % 7, 'day').startOf('day');
  return day.startOf(unit);
};
const plus = (day: dayjs.Dayjs, count: number, unit: RelativeRange['unit']) =>
  unit === 'quarter' ? day.add(3 * count, 'month') : day.add(count, unit);

/** First and last day of a period; either may be open. */
export function daysOf(period: Period, today: string): { from?: string; to?: string } {
  if (!('relative' in period)) return period;
  const { unit, from, to } = period.relative;
  const start = startOf(dayjs(today), unit);
  return {
    from: plus(start, from, unit).format('YYYY-MM-DD'),
    to: plus(start, to + 1, unit)
      .subtract(1, 'day')
      .format('YYYY-MM-DD'),
  };
}

/** Whether a period lies wholly beside the days for which there are records at all. */
export function liesOutside(period: Period | null | undefined, range: DataRange | null | undefined, today: string): boolean {
  if (!period || !range) return false;
  const { from, to } = daysOf(period, today);
  return (from !== undefined && from > range.to) || (to !== undefined && to < range.from);
}
