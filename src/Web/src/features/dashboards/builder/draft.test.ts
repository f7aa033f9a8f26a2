import { describe, expect, it } from 'vitest';
import type { ReportQuery, WidgetType } from '@/api/reports';
import { emptyDraft, moved, toDraft, toQuery, withCount, withField, withoutItem } from './draft';

const amount = { key: 'amount', type: 'money' } as const;
const owner = { key: 'owner', type: 'user' } as const;
const stage = { key: 'stage', type: 'stage' } as const;
const closed = { key: 'closed_on', type: 'date' } as const;
const start = emptyDraft('opportunity');

describe('wells become a query', () => {
  it('sums numbers, counts what is none, and groups by names and months', () => {
    const draft = withField(withField(withField(start, amount, 'show'), owner, 'by'), closed, 'time');
    expect(toQuery(draft, 'line')).toEqual({
      source: 'opportunity',
      measures: [{ id: 'm1', agg: 'sum', field: 'amount' }],
      dimensions: [{ id: 'd1', field: 'owner' }],
      timeDimensions: [{ id: 't1', field: 'closed_on', granularity: 'month' }],
    });
    expect(withField(start, owner, 'show').show[0]?.agg).toBe('countDistinct');
  });
  it('takes a field once', () => {
    const once = withField(start, amount, 'show');
    expect(withField(once, amount, 'show')).toBe(once);
  });
  it('tells the others of the largest groups of one dimension', () => {
    const draft = withField(withCount(start), owner, 'by');
    expect(toQuery(draft, 'bar', 10)).toMatchObject({ limit: 10, others: true });
    expect(toQuery(withField(draft, stage, 'split'), 'bar', 10)).not.toHaveProperty('others');
  });
  it('asks for the edges of a pivot', () => {
    const draft = withField(withField(withCount(start), owner, 'by'), closed, 'time');
    expect(toQuery(draft, 'pivot').subtotals).toEqual([['d1'], ['t1']]);
  });
  it('compares with the period before only a figure by itself', () => {
    const period = { id: 'p', field: 'closed_on', range: { unit: 'month', from: 0, to: 0 } as const, compare: true };
    expect(toQuery({ ...withCount(start), period }, 'number').timeDimensions?.[0]).toMatchObject({ compare: 'previous' });
    const grouped = withField({ ...withCount(start), period }, owner, 'by');
    expect(toQuery(grouped, 'bar').timeDimensions?.[0]).not.toHaveProperty('compare');
  });
});

describe('a query becomes wells and the same query again', () => {
  const queries: [WidgetType, ReportQuery][] = [
    ['number', { source: 'a', measures: [{ id: 'n', agg: 'count' }] }],
    ['bar', { source: 'a', measures: [{ id: 'n', agg: 'count' }], dimensions: [{ id: 'x', field: 'owner' }, { id: 'y', field: 'stage' }] }],
    ['column', { source: 'a', measures: [{ id: 'n', agg: 'count' }], dimensions: [{ id: 'x', field: 'seats', bins: [10, 20] }], order: [{ id: 'x', dir: 'asc' }] }],
    ['line', { source: 'a', measures: [{ id: 'n', agg: 'count' }], dimensions: [{ id: 'y', field: 'stage' }], timeDimensions: [{ id: 't', field: 'd', granularity: 'week', label: { en: 'Week of closing' } }, { id: 'p', field: 'd', dateRange: { from: '2026-01-01' } }] }],
    ['table', { source: 'a', ungrouped: true, fields: ['name'], limit: 20 }],
    ['table', { source: 'a', measures: [{ id: 'n', agg: 'count' }], dimensions: [{ id: 'x', field: 'owner' }, { id: 'y', field: 'stage' }], having: { member: 'n', operator: 'gt', values: [2] } }],
  ]; // prettier-ignore
  it.each(queries)('%s', (kind, query) => expect(toQuery(toDraft(query, kind), kind)).toEqual(query));
});

describe('things in wells', () => {
  const full = withField(withField(withCount(start), owner, 'by'), stage, 'by');
  it('move before each other and into other wells', () => {
    expect(moved(full, 'd2', 'by', 'stage', 'd1').by.map((item) => item.id)).toEqual(['d2', 'd1']);
    const split = moved(full, 'd2', 'split', 'stage');
    expect(split.by.map((item) => item.field)).toEqual(['owner']);
    expect(split.split?.field).toBe('stage');
  });
  it('stay where another well does not take them', () => expect(moved(full, 'd2', 'time', 'stage')).toBe(full));
  it('take along what names them', () => {
    const rate = { ...full, show: [...full.show, { id: 'r', type: 'ratio' as const, numerator: 'm1', denominator: 'm1' }] };
    const left = withoutItem({ ...rate, sort: { id: 'm1', dir: 'desc' } }, 'm1');
    expect(left.show).toEqual([]);
    expect(left.sort).toBeUndefined();
  });
});
