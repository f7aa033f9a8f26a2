import { expect, test } from 'vitest';
import type { Metric } from '@/api/reports';
import { definitionOf, metricDraft, queryOfMetric } from './metric-draft';

const won = { id: 'won', agg: 'count' as const, filters: { member: 'stage.kind', operator: 'equals' as const, values: ['won'] } };
const all = { id: 'all', agg: 'count' as const };
const rate = { id: 'rate', type: 'ratio' as const, numerator: 'won', denominator: 'all' };
const metric: Metric = { key: 'win_rate', title: { en: 'Win rate' }, source: 'deal', measures: [won, all, rate], result: 'rate' };

test('a figure is kept as it was when nothing is changed', () => {
  expect(definitionOf(metricDraft(metric))).toEqual({ measures: metric.measures, result: 'rate' });
});

test('what was only tried is not kept, and the figure is drawn first', () => {
  const work = metricDraft(metric);
  const tried = {
    ...work,
    draft: { ...work.draft, show: [...work.draft.show, { id: 'm1', agg: 'sum' as const, field: 'amount' }] },
  };
  expect(definitionOf(tried).measures.map((item) => item.id)).toEqual(['won', 'all', 'rate']);
  expect(queryOfMetric(tried)?.measures?.map((item) => item.id)).toEqual(['rate', 'all', 'won']);
  expect(definitionOf({ ...tried, result: 'm1' })).toEqual({
    measures: [{ id: 'm1', agg: 'sum', field: 'amount' }],
    result: 'm1',
  });
});

test('where the figure has gone the last that is left takes its place', () => {
  const work = metricDraft(metric);
  const left = { ...work, draft: { ...work.draft, show: [all] } };
  expect(definitionOf(left)).toEqual({ measures: [all], result: 'all' });
  expect(queryOfMetric({ ...left, draft: { ...left.draft, show: [] } })).toBeUndefined();
});
