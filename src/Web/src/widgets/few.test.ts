import { describe, expect, it } from 'vitest';
import type { ReportData } from '@/api/reports';
import { groupLabel, type Words } from './cells';
import { sampleOf } from './few';

const words = (language: Words['language']): Words => ({
  language,
  currency: 'CNY',
  yes: '',
  no: '',
  none: '–',
  days: String,
  band: (from, until) => `${from ?? ''}..${until ?? ''}`,
  few: 'few',
  sample: (value, count) => `${value} ${count}`,
});
const bins = [1000, 10_000, 12_500, 500_000];

describe('bands', () => {
  it('are named by exact limits, short where that is exact', () => {
    const column = { id: 'size', label: '', type: 'money' as const, bins };
    const named = (language: Words['language']) => [0, 1, 2, 3, 4, null].map((band) => groupLabel(band, column, words(language)));
    expect(named('zh-CN')).toEqual(['..¥1,000', '¥1,000..¥1万', '¥1万..¥12,500', '¥12,500..¥50万', '¥50万..', '–']);
    expect(named('en')).toEqual(['..¥1,000', '¥1,000..¥10K', '¥10K..¥12,500', '¥12,500..¥500K', '¥500K..', '–']);
  });
});

describe('samples', () => {
  const data: ReportData = {
    columns: [
      { id: 'who', label: '', type: 'text' },
      { id: 'n', label: '', type: 'integer' },
    ],
    rows: [],
    truncated: false,
    query: { source: 'deal' },
  };
  it('are few below the number and not at it', () => {
    const sample = sampleOf(data, { few: { measure: 'n', below: 10 } });
    expect([9, 10, null].map((count) => sample?.(['a', count]).isFew)).toEqual([true, false, true]);
  });
  it('are nobody\u2019s business unless asked for', () => {
    expect(sampleOf(data, {})).toBeUndefined();
    expect(sampleOf(data, { few: { measure: 'other', below: 10 } })).toBeUndefined();
  });
});
