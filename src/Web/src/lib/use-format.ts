import { useQueryClient } from '@tanstack/react-query';
import { sessionQuery } from '@/api/session';
import * as dates from './dates';
import * as numbers from './format';
import { currentLanguage } from './text';
import { useTranslation } from 'react-i18next';

/** The formatters bound to the current language and the installation's currency. */
export function useFormat() {
  useTranslation();
  const language = currentLanguage();
  const currency = useQueryClient().getQueryData(sessionQuery.queryKey)?.app.currency ?? 'CNY';
  return {
    language,
    currency,
    number: (value: unknown, scale?: number) => numbers.formatNumber(value, language, scale),
    money: (value: unknown) => numbers.formatMoney(value, language, currency),
    moneyCompact: (value: unknown) => numbers.formatMoneyCompact(value, language, currency),
    percent: (value: unknown, scale?: number) => numbers.formatPercent(value, language, scale),
    fileSize: (bytes: number) => numbers.formatFileSize(bytes, language),
    date: (value: unknown) => dates.formatDate(value, language),
    day: (value: string) => dates.formatDay(value, language),
    instant: (value: unknown) => dates.formatInstant(value, language),
    ago: (value: string) => dates.formatAgo(value, language),
  };
}
