import { describe, expect, it } from 'vitest';
import { quarterOf, quarters, sinceOf, sincePreset } from './search';

describe('the quarter of a day', () => {
  it('begins in January, April, July or October', () => {
    expect(['2026-01-01', '2026-03-31', '2026-05-15', '2026-12-31'].map(quarterOf)).toEqual([
      '2026-01-01',
      '2026-01-01',
      '2026-04-01',
      '2026-10-01',
    ]);
  });
  it('is among those to choose from, wherever it lies', () => {
    expect(quarters('2026-11-26', '2024-02-02')).toEqual([
      '2024-01-01',
      '2026-07-01',
      '2026-10-01',
      '2027-01-01',
      '2027-04-01',
      '2027-07-01',
    ]);
  });
});

describe('since when', () => {
  it('is a week ago, or the start of the month or quarter', () => {
    expect(sinceOf('week', '2026-03-03')).toBe('2026-02-24');
    expect(sinceOf('month', '2026-03-03')).toBe('2026-03-01');
    expect(sinceOf('quarter', '2026-03-03')).toBe('2026-01-01');
  });
  it('is a day of its own when it is none of them', () => {
    expect(sincePreset('2026-02-24', '2026-03-03')).toBe('week');
    expect(sincePreset('2026-02-25', '2026-03-03')).toBe('day');
  });
});
