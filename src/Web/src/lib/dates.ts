import dayjs from 'dayjs';
import timezone from 'dayjs/plugin/timezone';
import utc from 'dayjs/plugin/utc';
import 'dayjs/locale/zh-cn';
import i18n from 'i18next';
import type { Language } from '@/api/types';
import { blank } from './format';

dayjs.extend(utc);
dayjs.extend(timezone);

let zone: string | undefined;
/** The zone in which instants are shown; the browser's until a session says otherwise. */
export const setTimeZone = (value: string | null | undefined) => {
  zone = value ?? undefined;
};

let appZone: string | undefined;
/** The zone of the installation, which decides what today is for rules and limits. */
export const setAppZone = (value: string | undefined) => {
  appZone = value;
};

export const inZone = (instant: string | number | Date, other = zone) => (other ? dayjs(instant).tz(other) : dayjs(instant));
export const today = () => inZone(Date.now()).format('YYYY-MM-DD');
export const todayOfApp = () => inZone(Date.now(), appZone).format('YYYY-MM-DD');
export const dayOfApp = (instant: string) => inZone(instant, appZone).format('YYYY-MM-DD');
/** The instant of a wall-clock time in the shown zone. */
export const fromWallClock = (text: string) => (zone ? dayjs.tz(text, zone) : dayjs(text)).toISOString();

const zh = (language: Language) => language === 'zh-CN';

/** A date in rows and fields: 2026-03-05 / 5 Mar 2026. */
export function formatDate(date: unknown, language: Language): string {
  if (typeof date !== 'string' || date === '') return blank;
  const day = dayjs(date.slice(0, 10));
  return zh(language) ? day.format('YYYY-MM-DD') : day.format('D MMM YYYY');
}

/** A date in prose; the year is left out for this year. */
export function formatDay(date: string, language: Language, now = today()): string {
  const day = dayjs(date.slice(0, 10));
  const thisYear = day.format('YYYY') === now.slice(0, 4);
  if (zh(language)) return day.format(thisYear ? 'M月D日' : 'YYYY年M月D日');
  return day.format(thisYear ? 'D MMM' : 'D MMM YYYY');
}

export const formatTime = (instant: string) => inZone(instant).format('HH:mm');

export function formatInstant(instant: unknown, language: Language): string {
  if (typeof instant !== 'string' || instant === '') return blank;
  return `${formatDate(inZone(instant).format('YYYY-MM-DD'), language)} ${formatTime(instant)}`;
}

export function formatMonth(date: string, language: Language): string {
  return dayjs(date).format(zh(language) ? 'YYYY年M月' : 'MMM YYYY');
}

export function formatQuarter(date: string, language: Language): string {
  const day = dayjs(date);
  const quarter = Math.floor(day.month() / 3) + 1;
  return zh(language) ? `${day.year()}年Q${quarter}` : `Q${quarter} ${day.year()}`;
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: string, to: string) => dayjs(to.slice(0, 10)).diff(dayjs(from.slice(0, 10)), 'day');

/** Relative within seven days, the date beyond; show the exact instant on hover. */
export function formatAgo(instant: string, language: Language, now: number = Date.now()): string {
  const minutes = Math.round((now - new Date(instant).getTime()) / 60_000);
  if (minutes < 1) return i18n.t('time.now');
  if (minutes < 60) return i18n.t('time.minutesAgo', { count: minutes });
  if (minutes < 24 * 60) return i18n.t('time.hoursAgo', { count: Math.floor(minutes / 60) });
  const days = daysBetween(inZone(instant).format('YYYY-MM-DD'), inZone(now).format('YYYY-MM-DD'));
  if (days <= 7) return i18n.t('time.daysAgo', { count: Math.max(days, 1) });
  return formatDay(inZone(instant).format('YYYY-MM-DD'), language);
}

/** "4 days overdue" for a past date, else null. */
export function overdueText(date: unknown, now = today()): string | null {
  if (typeof date !== 'string' || date === '') return null;
  const days = daysBetween(date, now);
  return days > 0 ? i18n.t('time.overdue', { count: days }) : null;
}
