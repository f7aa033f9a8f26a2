import type { Language } from '@/api/types';

export const blank = '–';

const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);
const minus = (text: string) => text.replace(/^(\p{Sc}?)-|^-/u, '−$1');
const cache = new Map<string, Intl.NumberFormat>();

function numberFormat(language: Language, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = language + JSON.stringify(options);
  const known = cache.get(key) ?? new Intl.NumberFormat(language, options);
  cache.set(key, known);
  return known;
}

/** Full with separators; `scale` is the most decimals shown. */
export function formatNumber(value: unknown, language: Language, scale = 6): string {
  return isNumber(value) ? minus(numberFormat(language, { maximumFractionDigits: scale }).format(value)) : blank;
}

export function currencySymbol(currency: string, language: Language): string {
  const parts = numberFormat(language, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' }).formatToParts(0);
  return parts.find((part) => part.type === 'currency')?.value ?? currency;
}

/** Full amount; decimals only when there are any, then as many as the currency has. */
export function formatMoney(value: unknown, language: Language, currency: string): string {
  if (!isNumber(value)) return blank;
  const whole = Number.isInteger(value);
  const format = numberFormat(language, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    ...(whole ? { minimumFractionDigits: 0, maximumFractionDigits: 0 } : {}),
  });
  return minus(format.format(value));
}

const units: Record<Language, [number, string][]> = {
  'zh-CN': [
    [1e4, '万'],
    [1e8, '亿'],
  ],
  en: [
    [1e3, 'K'],
    [1e6, 'M'],
    [1e9, 'B'],
  ],
};

/** Three figures at most below a hundred units: 12.5万, 1001万, 3.2亿; 12.5K, 10M, 320M. */
export function compactNumber(value: number, language: Language): string {
  const size = Math.abs(value);
  if (size < 10_000) return formatNumber(value, language, 2);
  const steps = units[language];
  for (let index = 0; index < steps.length; index++) {
    const [unit, name] = steps[index] ?? [1, ''];
    const scaled = size / unit;
    const rounded = scaled < 100 ? Math.round(scaled * 10) / 10 : Math.round(scaled);
    const next = steps[index + 1];
    if (next && rounded * unit >= next[0]) continue;
    return `${value < 0 ? '−' : ''}${rounded}${name}`;
  }
  return formatNumber(value, language, 0);
}

/** For heads, key figures and axes; put the full amount in a tooltip. */
export function formatMoneyCompact(value: unknown, language: Language, currency: string): string {
  if (!isNumber(value)) return blank;
  if (Math.abs(value) < 10_000) return formatMoney(value, language, currency);
  const text = compactNumber(Math.abs(value), language);
  return `${value < 0 ? '−' : ''}${currencySymbol(currency, language)}${text}`;
}

/** 10 means 10 %. */
export function formatPercent(value: unknown, language: Language, scale = 2): string {
  return isNumber(value) ? `${formatNumber(value, language, scale)}%` : blank;
}

/** A fraction as a rate with one decimal: 0.632 is 63.2%. */
export function formatRate(value: unknown, language: Language): string {
  if (!isNumber(value)) return blank;
  const format = numberFormat(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  return `${minus(format.format(value * 100))}%`;
}

export function formatFileSize(bytes: number, language: Language): string {
  const kilo = bytes / 1024;
  if (kilo < 1) return `${bytes} B`;
  return kilo < 1024 ? `${formatNumber(kilo, language, 0)} KB` : `${formatNumber(kilo / 1024, language, 1)} MB`;
}
