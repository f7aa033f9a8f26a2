import { describe, expect, it } from 'vitest';
import { compactNumber, formatMoney, formatMoneyCompact, formatNumber, formatPercent, formatRate } from './format';

describe('compact amounts', () => {
  it.each([
    [9_999, '9,999'],
    [125_000, '12.5万'],
    [10_010_000, '1001万'],
    [320_000_000, '3.2亿'],
    [99_999_999, '1亿'],
    [-125_000, '−12.5万'],
  ])('%d in Chinese is %s', (value, text) => expect(compactNumber(value, 'zh-CN')).toBe(text));

  it.each([
    [12_500, '12.5K'],
    [10_010_000, '10M'],
    [320_000_000, '320M'],
    [999_999, '1M'],
  ])('%d in English is %s', (value, text) => expect(compactNumber(value, 'en')).toBe(text));

  it('carry the narrow symbol', () => {
    expect(formatMoneyCompact(125_000, 'zh-CN', 'CNY')).toBe('¥12.5万');
    expect(formatMoneyCompact(-10_010_000, 'en', 'USD')).toBe('−$10M');
    expect(formatMoneyCompact(null, 'en', 'USD')).toBe('–');
  });
});

describe('full figures', () => {
  it('show decimals only when there are any', () => {
    expect(formatMoney(120000, 'en', 'USD')).toBe('$120,000');
    expect(formatMoney(120000.5, 'en', 'USD')).toBe('$120,000.50');
    expect(formatMoney(-3.25, 'en', 'USD')).toBe('−$3.25');
  });
  it('show a blank as a dash, never as zero', () => {
    expect(formatNumber(null, 'en')).toBe('–');
    expect(formatMoney(undefined, 'zh-CN', 'CNY')).toBe('–');
  });
  it('show rates with one decimal and percent as given', () => {
    expect(formatRate(0.632, 'en')).toBe('63.2%');
    expect(formatPercent(10, 'en')).toBe('10%');
  });
});
