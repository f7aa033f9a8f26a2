import { describe, expect, it } from 'vitest';
import type { Measure, ReportColumn, ReportData, WidgetFormat } from '@/api/reports';
import { formatsOf, fullValue, shortValue, type Words } from './cells';

const words: Words = {
  language: 'en',
  currency: 'USD',
  yes: 'Yes',
  no: 'No',
  none: '(blank)',
  days: (count) => `${count} days`,
  band: () => '',
  few: 'few',
  sample: (value) => value,
};
const col = (id: string, type: ReportColumn['type']): ReportColumn => ({ id, label: id, type });
const full = (value: number, type: ReportColumn['type'], format?: WidgetFormat) =>
  fullValue(value, col('a', type), words, format);

describe('what a figure means', () => {
  it('is what its type says, unless something else was chosen', () => {
    expect(full(1234.5, 'decimal')).toBe('1,234.5');
    expect(full(1234.5, 'money')).toBe('$1,234.50');
    expect(full(0.25, 'ratio')).toBe('25.0%');
  });
  it('can be chosen for every number', () => {
    expect(full(1234.5, 'decimal', 'money')).toBe('$1,234.50');
    expect(full(12, 'integer', 'money')).toBe('$12');
    expect(full(1234.5, 'money', 'count')).toBe('1,235');
    expect(full(25, 'decimal', 'percent')).toBe('25%');
    expect(full(0.25, 'ratio', 'percent')).toBe('25.0%');
    expect(full(4500, 'ratio', 'money')).toBe('$4,500');
    expect(full(12.34, 'decimal', 'days')).toBe('12.3 days');
    expect(shortValue(123456, col('a', 'money'), words, 'count')).toBe('123K');
  });
});

describe('the meaning of a widget', () => {
  const answer = (types: ReportColumn['type'][], measures: Measure[]): ReportData => ({
    columns: measures.map(({ id }, index) => col(id, types[index] ?? 'integer')),
    rows: [],
    truncated: false,
    query: { source: 'deal', measures },
  });
  const followers = (data: ReportData) => data.columns.filter((column) => formatsOf(data, 'days')(column)).map(({ id }) => id);

  it('is that of the first figure and its like, and of no count beside it', () => {
    const days: Measure[] = [
      { id: 'avg', agg: 'avg', field: 'days' },
      { id: 'max', agg: 'max', field: 'days' },
      { id: 'n', agg: 'count' },
    ];
    expect(followers(answer(['decimal', 'decimal', 'integer'], days))).toEqual(['avg', 'max']);
    expect(followers(answer(['integer', 'integer', 'integer'], days))).toEqual(['avg', 'max']);
    expect(followers(answer(['integer'], [{ id: 'n', agg: 'count' }]))).toEqual(['n']);
  });
});
