/*
 * Calendar arithmetic as the server does it: the number is cut to a whole one, a month that is too short ends at its last day,
 * instants count in UTC with days of 24 hours, and a result outside the years 1 to 9999 is blank.
 */
import { truncate } from './numbers';
import type Big from 'big.js';

const day = 86_400_000;
// Farther than any two dates lie apart, in days.
const farthest = 4_000_000;
type Unit = 'day' | 'week' | 'month' | 'year';

/** Midnight in UTC of `yyyy-MM-dd`. Date.UTC would take the year 24 for 1924. */
export function fromDay(text: string): number {
  const [year = 1, month = 1, date = 1] = text.slice(0, 10).split('-').map(Number);
  return utc(year, month - 1, date);
}
export const toDay = (at: number): string => new Date(at).toISOString().slice(0, 10);

const utc = (year: number, month: number, date: number) => new Date(0).setUTCFullYear(year, month, date);
const first = utc(1, 0, 1);
const end = utc(10_000, 0, 1);

export function add(start: number, amount: Big, unit: Unit): number | null {
  if (amount.abs().gt(farthest)) return null;
  const whole = Number(truncate(amount).toFixed());
  const sum =
    unit === 'day' || unit === 'week'
      ? start + whole * day * (unit === 'week' ? 7 : 1)
      : addMonths(start, unit === 'year' ? whole * 12 : whole);
  return sum >= first && sum < end ? sum : null;
}

function addMonths(start: number, months: number): number {
  const from = new Date(start);
  const month = from.getUTCFullYear() * 12 + from.getUTCMonth() + months;
  const [year, inYear] = [Math.floor(month / 12), ((month % 12) + 12) % 12];
  const lastDay = new Date(utc(year, inYear + 1, 0)).getUTCDate();
  return utc(year, inYear, Math.min(from.getUTCDate(), lastDay)) + (((start % day) + day) % day);
}

/** Whole units from one to the other, towards zero. */
export function difference(from: number, to: number, unit: Unit): number {
  switch (unit) {
    case 'day':
      return cut((to - from) / day);
    case 'week':
      return cut((to - from) / (7 * day));
    case 'month':
      return wholeMonths(from, to);
    case 'year':
      return cut(wholeMonths(from, to) / 12);
  }
}

// Never minus zero.
const cut = (value: number) => Math.trunc(value) + 0;

// The months that can be added to `from` without passing `to`.
function wholeMonths(from: number, to: number): number {
  const [a, b] = [new Date(from), new Date(to)];
  const months = (b.getUTCFullYear() - a.getUTCFullYear()) * 12 + b.getUTCMonth() - a.getUTCMonth();
  if (months > 0 && addMonths(from, months) > to) return months - 1;
  if (months < 0 && addMonths(from, months) < to) return months + 1;
  return months;
}
