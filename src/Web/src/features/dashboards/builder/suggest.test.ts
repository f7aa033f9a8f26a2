import { describe, expect, it } from 'vitest';
import type { FieldTypeKey } from '@/api/types';
import { emptyDraft, withCount, withField, type Draft } from './draft';
import { suggest, unfit, type Facts } from './suggest';

const types: Record<string, FieldTypeKey> = {
  owner: 'user',
  closed_on: 'date',
  amount: 'money',
  stage: 'stage',
  seats: 'integer',
};
const facts: Facts = { typeOf: (member) => types[member] };
const field = (key: string) => ({ key, type: types[key] ?? 'text' });
const counted = withCount(emptyDraft('opportunity'));
const byOwner = withField(counted, field('owner'), 'by');
const byMonth = withField(counted, field('closed_on'), 'time');
const rate: Draft = {
  ...counted,
  show: [...counted.show, { id: 'w', agg: 'count' }, { id: 'r', type: 'ratio', numerator: 'w', denominator: 'm1' }],
};

describe('the kind that suits a question', () => {
  it('is a number for a figure alone, a ratio included', () => {
    expect(suggest(counted, facts)).toBe('number');
    expect(suggest(rate, facts)).toBe('number');
  });
  it('is bars for names, columns for bands of a number', () => {
    expect(suggest(byOwner, facts)).toBe('bar');
    expect(suggest(withField(counted, field('seats'), 'by'), facts)).toBe('column');
  });
  it('is a line over months, columns over quarters', () => {
    expect(suggest(byMonth, facts)).toBe('line');
    const quarters: Draft = { ...byMonth, time: { id: 't1', field: 'closed_on', granularity: 'quarter' } };
    expect(suggest(quarters, facts)).toBe('column');
  });
  it('is a pivot for three groups, a table for names beside names and for records', () => {
    const deep = withField(withField(byOwner, field('stage'), 'split'), field('closed_on'), 'time');
    expect(suggest(deep, facts)).toBe('pivot');
    expect(suggest(withField(byOwner, field('stage'), 'by'), facts)).toBe('table');
    expect(suggest({ ...emptyDraft('opportunity'), records: ['name'] }, facts)).toBe('table');
  });
  it('is never one that does not fit', () => {
    for (const draft of [counted, rate, byOwner, byMonth]) expect(unfit(suggest(draft, facts), draft, facts)).toBeNull();
  });
});

describe('a kind that does not fit says why', () => {
  it.each([
    ['number', byOwner, 'alone'],
    ['gauge', byOwner, 'alone'],
    ['bar', counted, 'group'],
    ['line', byOwner, 'time'],
    ['pivot', byOwner, 'twoGroups'],
    ['pie', byMonth, 'slicesOfTime'],
    ['pie', { ...byOwner, show: [{ id: 'a', agg: 'avg', field: 'amount' }] }, 'shares'],
    ['bar', emptyDraft('opportunity'), 'measure'],
    ['bar', { ...emptyDraft('opportunity'), records: ['name'] }, 'records'],
  ] as const)('%s', (kind, draft, reason) => expect(unfit(kind, draft as Draft, facts)).toBe(reason));

  it('draws no pie of more than five slices, unless the rest is taken together', () => {
    expect(unfit('pie', byOwner, { ...facts, rows: 6 })).toBe('slices');
    expect(unfit('pie', byOwner, { ...facts, rows: 5 })).toBeNull();
    expect(unfit('pie', byOwner, { ...facts, rows: 12, top: 4 })).toBeNull();
  });
});
