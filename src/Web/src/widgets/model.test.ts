import { describe, expect, it } from 'vitest';
import type { ReportColumn, ReportData } from '@/api/reports';
import { allBuckets, chartModel, drillRow, single, slices, undrawn } from './model';
import type { Words } from './cells';
import { pickOf } from './pick';

const words: Words = {
  language: 'en',
  currency: 'CNY',
  yes: 'Yes',
  no: 'No',
  none: '(blank)',
  days: (count) => `${count} days`,
  band: (from, until) => `${from ?? ''}–${until ?? ''}`,
  few: 'few',
  sample: (value, count) => `${value} · n ${count}`,
};
const col = (id: string, type: ReportColumn['type'], more: Partial<ReportColumn> = {}): ReportColumn => ({
  id,
  label: id,
  type,
  ...more,
});
const data = (columns: ReportColumn[], rows: unknown[][], query: Partial<ReportData['query']> = {}): ReportData => ({
  columns,
  rows,
  truncated: false,
  query: {
    source: 'opportunity',
    measures: [
      { id: 'won', agg: 'sum', field: 'amount' },
      { id: 'n', agg: 'count' },
    ],
    ...query,
  },
});
const byMonth = data(
  [col('m', 'date', { granularity: 'month' }), col('won', 'money'), col('n', 'integer')],
  [
    ['2017-03-01', 100, 2],
    ['2017-05-01', 300, 4],
  ],
);

describe('chart model', () => {
  it('shows months without records, and measures of another unit only aside', () => {
    const model = chartModel(byMonth, words, 'Others');
    expect(model.points.map((point) => point.label)).toEqual(['Mar 2017', 'Apr 2017', 'May 2017']);
    expect(model.series.map((series) => series.values)).toEqual([[100, 0, 300]]);
    expect(model.asides.map(({ column, values }) => [column.id, values])).toEqual([['n', [2, 0, 4]]]);
  });
  it('steps quarters and stops at the last bucket', () => {
    expect(allBuckets(['2017-10-01', '2017-01-01'], 'quarter')).toEqual(['2017-01-01', '2017-04-01', '2017-07-01', '2017-10-01']);
  });
  it('keeps six series and folds the rest into Others', () => {
    const rows = Array.from({ length: 9 }, (_, index) => [index + 1, '2017-03-01', 100 - index]);
    const split = data(
      [
        col('p', 'relation', { form: 'product', labels: { 1: 'GTX' } }),
        col('m', 'date', { granularity: 'month' }),
        col('won', 'money'),
      ],
      rows,
      {
        measures: [{ id: 'won', agg: 'sum', field: 'amount' }],
        dimensions: [{ id: 'p', field: 'product' }],
      },
    );
    const model = chartModel(split, words, 'Others');
    expect(model.series.map((series) => series.label)).toEqual(['GTX', '#2', '#3', '#4', '#5', '#6', 'Others']);
    expect(model.series.at(-1)?.values).toEqual([94 + 93 + 92]);
    expect(pickOf(model, split, 0, 6)).toEqual({
      row: { m: '2017-03-01' },
      measure: 'won',
      also: { member: 'product', operator: 'notIn', values: [1, 2, 3, 4, 5, 6] },
    });
  });
});

describe('what is not drawn is told', () => {
  const split = (agg: 'sum' | 'avg', groups: number) =>
    data(
      [col('p', 'relation', { form: 'product' }), col('s', 'select'), col('won', 'money'), col('n', 'integer')],
      Array.from({ length: groups }, (_, index) => [1, `s${index}`, 100 - index, 1]),
      {
        measures: [
          { id: 'won', agg, field: 'amount' },
          { id: 'n', agg: 'count' },
        ],
        dimensions: [
          { id: 'p', field: 'product' },
          { id: 's', field: 'source' },
        ],
      },
    );
  const ids = (columns: ReportColumn[]) => columns.map(({ id }) => id);

  it('a further measure beside a split', () => {
    expect(ids(chartModel(split('sum', 2), words, 'Others').dropped)).toEqual(['n']);
    expect(chartModel(byMonth, words, 'Others').dropped).toEqual([]);
  });
  it('groups of a split that can not be added up', () => {
    expect(chartModel(split('avg', 9), words, 'Others').cutSeries).toBe(3);
    expect(chartModel(split('avg', 7), words, 'Others').cutSeries).toBeUndefined();
    expect(chartModel(split('sum', 9), words, 'Others').cutSeries).toBeUndefined();
  });
  it('further series of a drawing that has place for one', () => {
    const two = data([col('s', 'select'), col('won', 'money'), col('n', 'money')], [['a', 1, 2]]);
    const model = single(chartModel(two, words, 'Others'));
    expect([model.series.length, ids(model.dropped)]).toEqual([1, ['n']]);
  });
  it('but not what a share is made of', () => {
    const rate = data([col('r', 'ratio'), col('won', 'money'), col('n', 'integer'), col('x', 'integer')], [[0.5, 1, 2, 3]], {
      measures: [
        { id: 'r', type: 'ratio', numerator: 'won', denominator: 'n' },
        { id: 'won', agg: 'count' },
        { id: 'n', agg: 'count' },
        { id: 'x', agg: 'count' },
      ],
    });
    expect(ids(undrawn(rate, col('r', 'ratio')))).toEqual(['x']);
  });
});

describe('drill rows', () => {
  const byOwner = data(
    [col('who', 'user', { form: 'user', labels: { 7: 'Ann' } }), col('won', 'money'), col('n', 'integer')],
    [
      [7, 100, 2],
      [null, 50, 1],
    ],
    { dimensions: [{ id: 'who', field: 'owner' }] },
  );
  it('name every group of the row, blank as null', () => {
    expect(drillRow(byOwner, byOwner.rows[0] ?? [])).toEqual({ who: 7 });
    expect(drillRow(byOwner, byOwner.rows[1] ?? [])).toEqual({ who: null });
  });
  it('come from the clicked point and series', () => {
    const model = chartModel(byOwner, words, 'Others');
    expect(model.points.map((point) => point.label)).toEqual(['Ann', '(blank)']);
    expect(pickOf(model, byOwner, 0, 0)).toEqual({ row: { who: 7 }, measure: 'won' });
    expect(pickOf(model, byOwner, 9, 0)).toBeNull();
  });
  it('of the slice Others leave out the slices shown', () => {
    const rows = Array.from({ length: 7 }, (_, index) => [index + 1, 10 - index, 1]);
    const many = { ...byOwner, rows };
    const model = slices(chartModel(many, words, 'Others'), many, 5, 'Others');
    expect(model.points).toHaveLength(5);
    expect(model.series[0]?.values.at(-1)).toBe(6 + 5 + 4);
    expect(pickOf(model, many, 4, 0)?.also).toEqual({ member: 'owner', operator: 'notIn', values: [1, 2, 3, 4] });
  });
});
