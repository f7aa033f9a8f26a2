import dayjs from 'dayjs';
import type { ChangesPeriod, ForecastMeasure } from '@/api/forecasts';

/** What the screen is asked for; all of it stands in the address, and what is absent has its default. */
export type ForecastSearch = {
  by?: string;
  /** A day of the quarter. */
  quarter?: string;
  months?: number;
  measure?: ForecastMeasure;
  since?: string;
  period?: ChangesPeriod;
};

export const spans = [3, 6, 12] as const;
export const defaultMonths = 6;
export const periods: ChangesPeriod[] = ['month', 'quarter', 'year', 'all'];

export const quarterOf = (day: string) => {
  const start = dayjs(day);
  return start
    .month(Math.floor(start.month() / 3) * 3)
    .startOf('month')
    .format('YYYY-MM-DD');
};

/** The quarters to choose from: one before, this one and three after, and the chosen one. */
export function quarters(today: string, chosen: string): string[] {
  const around = [-1, 0, 1, 2, 3].map((step) =>
    dayjs(quarterOf(today))
      .add(3 * step, 'month')
      .format('YYYY-MM-DD'),
  );
  return [...new Set([...around, quarterOf(chosen)])].toSorted();
}

export type SincePreset = 'week' | 'month' | 'quarter' | 'day';
/** The day as which a preset begins. */
export function sinceOf(preset: Exclude<SincePreset, 'day'>, today: string): string {
  if (preset === 'week') return dayjs(today).subtract(7, 'day').format('YYYY-MM-DD');
  return preset === 'month' ? dayjs(today).startOf('month').format('YYYY-MM-DD') : quarterOf(today);
}
export const sincePreset = (since: string, today: string): SincePreset =>
  (['week', 'month', 'quarter'] as const).find((preset) => sinceOf(preset, today) === since) ?? 'day';
