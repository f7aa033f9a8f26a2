import dayjs from 'dayjs';

/** The days of a month with those that fill its first and last week, Monday first: whole rows of seven. */
export function daysOfMonth(month: string): string[] {
  const first = dayjs(`${month}-01`);
  const start = first.subtract((first.day() + 6) % 7, 'day');
  const weeks = Math.ceil((first.diff(start, 'day') + first.daysInMonth()) / 7);
  return Array.from({ length: weeks * 7 }, (_, i) => start.add(i, 'day').format('YYYY-MM-DD'));
}

export const monthAfter = (month: string, months: number) => dayjs(`${month}-01`).add(months, 'month').format('YYYY-MM');
