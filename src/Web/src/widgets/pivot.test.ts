import { describe, expect, it } from 'vitest';
import type { ReportData } from '@/api/reports';
import { pivotOf } from './pivot';

const data: ReportData = {
  columns: [
    { id: 'who', label: 'Owner', type: 'user' },
    { id: 'm', label: 'Closed', type: 'date', granularity: 'month' },
    { id: 'rate', label: 'Win rate', type: 'ratio' },
  ],
  rows: [
    [7, '2026-02-01', 0.5],
    [8, '2026-01-01', 0.25],
    [7, '2026-01-01', 1],
  ],
  totals: { rate: 0.6 },
  subtotals: [
    { by: ['who'], rows: [[7, 0.7], [8, 0.25]] }, // prettier-ignore
    { by: ['m'], rows: [['2026-01-01', 0.55], ['2026-02-01', 0.5]] }, // prettier-ignore
  ],
  truncated: false,
  query: {
    source: 'opportunity',
    measures: [{ id: 'rate', type: 'ratio', numerator: 'a', denominator: 'b' }],
    dimensions: [{ id: 'who', field: 'owner' }],
    timeDimensions: [{ id: 'm', field: 'closed_on', granularity: 'month' }],
  },
};

describe('a pivot', () => {
  it('puts the last group across in order of time, blank where there is nothing', () => {
    const pivot = pivotOf(data);
    expect(pivot?.heads.map((head) => head.value)).toEqual(['2026-01-01', '2026-02-01']);
    expect(pivot?.lines.map((line) => line.cells)).toEqual([
      [[1], [0.5]],
      [[0.25], undefined],
    ]);
  });
  it('takes the edges from the server: a rate of rates is no mean of them', () => {
    const pivot = pivotOf(data);
    expect(pivot?.lines.map((line) => line.totals)).toEqual([[0.7], [0.25]]);
    expect(pivot?.heads.map((head) => head.totals)).toEqual([[0.55], [0.5]]);
    expect(pivot?.grand).toEqual([0.6]);
  });
  it('is none with one group', () => {
    expect(pivotOf({ ...data, columns: [data.columns[0], data.columns[2]].filter((c) => c !== undefined) })).toBeNull();
  });
});
