import dayjs from 'dayjs';
import { dayOfApp, todayOfApp } from './dates';

/** A day as a form says it: fixed, `2026-01-31`, or counted from today, `today`, `today+7`, `today-30`. */
const relative = /^today([+-]\d{1,5})?$/;
export const maxDays = 36_500;

/** How many days after today a limit lies; null where it does not count from today. */
export function daysOf(limit: unknown): number | null {
  const match = typeof limit === 'string' ? relative.exec(limit) : null;
  return match ? Number(match[1] ?? 0) : null;
}

export const fromToday = (days: number): string => (days === 0 ? 'today' : `today${days > 0 ? '+' : ''}${days}`);

/** The day that a limit means now, in the zone of the installation; what is fixed stays as it is written. */
export function dayOfLimit(limit: string, now = todayOfApp()): string {
  const days = daysOf(limit);
  return days === null ? limit : dayjs(now).add(days, 'day').format('YYYY-MM-DD');
}

/** The day of a date or a moment as limits see it; null for anything else. */
export function dayOfValue(value: unknown): string | null {
  if (typeof value !== 'string' || value === '') return null;
  return value.includes('T') ? dayOfApp(value) : value;
}

type Limited = { earliest?: string; latest?: string };
/** Which limit of days a value breaks, and the day that it means. */
export function brokenLimit(x: Limited, value: unknown, now?: string): { code: 'earliest' | 'latest'; day: string } | null {
  if (x.earliest === undefined && x.latest === undefined) return null;
  const day = dayOfValue(value);
  if (day === null) return null;
  const [earliest, latest] = [x.earliest, x.latest].map((limit) => limit && dayOfLimit(limit, now));
  if (earliest && day < earliest) return { code: 'earliest', day: earliest };
  return latest && day > latest ? { code: 'latest', day: latest } : null;
}
