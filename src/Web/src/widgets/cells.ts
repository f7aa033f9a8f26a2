import type { NumberUnit, ReportColumn, ReportData, WidgetFormat, WidgetOptions } from '@/api/reports';
import type { Language } from '@/api/types';
import { formatDate, formatMonth, formatQuarter } from '@/lib/dates';
import {
  blank,
  compactNumber,
  currencySymbol,
  formatMoney,
  formatMoneyCompact,
  formatNumber,
  formatPercent,
  formatRate,
} from '@/lib/format';
import { isRef } from '@/lib/titles';

export type Words = {
  language: Language;
  currency: string;
  yes: string;
  no: string;
  none: string;
  days: (count: string) => string;
  band: (from: string | undefined, until: string | undefined) => string;
  few: string;
  sample: (value: string, count: string) => string;
  /** How large figures are shortened; absent = by the language. */
  numbers?: NumberUnit;
  digits?: number;
};

/** The words with what a widget wants of its numbers. */
export const wordsFor = (words: Words, options: WidgetOptions | undefined): Words =>
  options?.numbers || options?.digits !== undefined ? { ...words, numbers: options.numbers, digits: options.digits } : words;

const numeric = new Set(['money', 'decimal', 'integer', 'percent', 'ratio']);
export const isNumeric = (column: ReportColumn) => numeric.has(column.type);

function bucket(value: string, granularity: ReportColumn['granularity'], language: Language): string {
  switch (granularity) {
    case 'year':
      return value.slice(0, 4);
    case 'quarter':
      return formatQuarter(value, language);
    case 'month':
      return formatMonth(value, language);
    default:
      return formatDate(value, language);
  }
}

/** From its limit to the next; limits are never rounded. */
function bandLabel(band: number, bins: number[], column: ReportColumn, words: Words): string {
  const text = (limit: number | undefined) => {
    if (limit === undefined) return undefined;
    const isRound = limit % (words.language === 'zh-CN' ? 1e4 : 1e3) === 0;
    return isRound ? shortValue(limit, column, words) : fullValue(limit, column, words);
  };
  return words.band(text(bins[band - 1]), text(bins[band]));
}

/** What a group is called: a title, an option, a month; blank is said in words. */
export function groupLabel(value: unknown, column: ReportColumn, words: Words): string {
  if (value === null || value === undefined || value === '') return words.none;
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  if (Array.isArray(value))
    return value.map((item) => groupLabel(item, column, words)).join(words.language === 'zh-CN' ? '、' : ', ');
  if (column.bins && typeof value === 'number') return bandLabel(value, column.bins, column, words);
  if (isRef(value)) return column.labels?.[String(value.id)] ?? `#${value.id}`;
  const named = column.labels?.[String(value)];
  if (named !== undefined) return named;
  if (typeof value === 'string' && (column.type === 'date' || column.type === 'dateTime' || column.granularity))
    return bucket(value, column.granularity, words.language);
  if (typeof value === 'number') return column.form ? `#${value}` : formatNumber(value, words.language);
  return String(value);
}

type Kind = 'money' | 'ratio' | 'percent' | 'days' | 'count' | 'number';

/** What a figure means: what was chosen, else what its type says. Percent of a share is the share itself, of another number that number. */
export function measureKind(column: ReportColumn, format?: WidgetFormat): Kind {
  const own = column.type === 'ratio' || column.type === 'percent' || column.type === 'money' ? column.type : 'number';
  if (format === undefined || (format === 'percent' && own === 'ratio')) return own;
  return format;
}

/** Which figures of a widget have the meaning that was chosen for it: the first, and those of its type that are no counts beside it. */
export function formatsOf(
  data: ReportData,
  format: WidgetFormat | undefined,
): (column: ReportColumn) => WidgetFormat | undefined {
  const measures = data.query.measures ?? [];
  const first = data.columns.find((column) => column.id === measures[0]?.id) ?? data.columns.find(isNumeric);
  const isCount = (id: string) => measures.find((measure) => measure.id === id)?.agg?.startsWith('count') ?? false;
  return (column) =>
    format && first && (column.id === first.id || (column.type === first.type && isCount(column.id) === isCount(first.id)))
      ? format
      : undefined;
}

export function fullValue(value: unknown, column: ReportColumn, words: Words, format?: WidgetFormat): string {
  if (typeof value !== 'number') return value === null || value === undefined ? blank : String(value);
  switch (measureKind(column, format)) {
    case 'money':
      if (words.digits !== undefined)
        return withSymbol(value, formatNumber(Math.abs(value), words.language, words.digits), words);
      return formatMoney(Number.isInteger(value) ? value : Math.round(value * 100) / 100, words.language, words.currency);
    case 'ratio':
      return words.digits === undefined
        ? formatRate(value, words.language)
        : formatPercent(value * 100, words.language, words.digits);
    case 'percent':
      return formatPercent(value, words.language, words.digits ?? 1);
    case 'count':
      return formatNumber(value, words.language, words.digits ?? 0);
    case 'days':
      return words.days(formatNumber(value, words.language, words.digits ?? 1));
    default:
      return formatNumber(value, words.language, words.digits ?? 2);
  }
}

const withSymbol = (value: number, text: string, words: Words) =>
  `${value < 0 ? '−' : ''}${currencySymbol(words.currency, words.language)}${text}`;

const units: Record<Exclude<NumberUnit, 'auto' | 'full'>, { size: number; en: string; 'zh-CN': string }> = {
  thousand: { size: 1e3, en: 'K', 'zh-CN': '千' },
  million: { size: 1e6, en: 'M', 'zh-CN': '百万' },
  wan: { size: 1e4, en: '万', 'zh-CN': '万' },
  yi: { size: 1e8, en: '亿', 'zh-CN': '亿' },
};

/** In the unit that was chosen, whatever the size: figures beside each other compare. */
function inUnit(value: number, unit: keyof typeof units, words: Words): string {
  const { size, ...names } = units[unit];
  return formatNumber(Math.abs(value) / size, words.language, words.digits ?? 1) + names[words.language];
}

/** For heads, key figures, axes and labels beside bars. */
export function shortValue(value: unknown, column: ReportColumn, words: Words, format?: WidgetFormat): string {
  if (typeof value !== 'number') return blank;
  const kind = measureKind(column, format);
  if (words.numbers === 'full') return fullValue(value, column, words, format);
  if (words.numbers && words.numbers !== 'auto' && (kind === 'money' || kind === 'number' || kind === 'count')) {
    const text = inUnit(value, words.numbers, words);
    return kind === 'money' ? withSymbol(value, text, words) : `${value < 0 ? '−' : ''}${text}`;
  }
  switch (kind) {
    case 'money':
      return formatMoneyCompact(Math.abs(value) < 10_000 ? Math.round(value) : value, words.language, words.currency);
    case 'number':
    case 'count':
      return compactNumber(value, words.language);
    default:
      return fullValue(value, column, words, format);
  }
}

/** In tables: in full, unless a unit was chosen. */
export const tableValue = (value: unknown, column: ReportColumn, words: Words, format?: WidgetFormat): string =>
  (words.numbers && words.numbers !== 'auto' ? shortValue : fullValue)(value, column, words, format);

/** The exact figure, for hovering over a rounded one. */
export function exactValue(value: unknown, column: ReportColumn, words: Words, format?: WidgetFormat): string {
  if (typeof value === 'number' && measureKind(column, format) === 'ratio') return formatPercent(value * 100, words.language, 4);
  return fullValue(value, column, words, format);
}
