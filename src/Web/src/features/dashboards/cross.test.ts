import { describe, expect, it } from 'vitest';
import type { ReportQuery } from '@/api/reports';
import { bucketDays, conditionOf } from './cross';

const query: ReportQuery = {
  source: 'opportunity',
  dimensions: [
    { id: 'who', field: 'owner' },
    { id: 'size', field: 'seats', bins: [10, 50] },
  ],
  timeDimensions: [{ id: 'q', field: 'closed_on', granularity: 'quarter' }],
};

describe('what was clicked, as a condition', () => {
  it('names the group, blank ones too', () => {
    expect(conditionOf(query, { who: 7 })).toEqual({ member: 'owner', operator: 'equals', values: [7] });
    expect(conditionOf(query, { who: null })).toEqual({ member: 'owner', operator: 'notSet' });
  });
  it('names the days of a bucket and the limits of a band', () => {
    expect(conditionOf(query, { q: '2026-10-01' })).toEqual({
      member: 'closed_on',
      operator: 'inDateRange',
      values: ['2026-10-01', '2026-12-31'],
    });
    expect(conditionOf(query, { size: 1 })).toEqual({
      and: [
        { member: 'seats', operator: 'gte', values: [10] },
        { member: 'seats', operator: 'lt', values: [50] },
      ],
    });
    expect(conditionOf(query, { size: 0 })).toEqual({ member: 'seats', operator: 'lt', values: [10] });
  });
  it('tells the others by what they are not', () => {
    const also = { member: 'owner', operator: 'notIn' as const, values: [7, 8] };
    expect(conditionOf(query, {}, also)).toEqual(also);
  });
  it('is none for the whole', () => expect(conditionOf(query, {})).toBeUndefined());
  it('ends a bucket on its last day', () => {
    expect(bucketDays('2026-02-01', 'month')).toEqual(['2026-02-01', '2026-02-28']);
    expect(bucketDays('2026-11-23', 'week')).toEqual(['2026-11-23', '2026-11-29']);
  });
});
