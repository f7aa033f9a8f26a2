import { describe, expect, it } from 'vitest';
import { both, cleaned, relativePhrase, without } from './filter-model';
import type { Filter } from '@/api/types';

const stage: Filter = { member: 'stage', operator: 'equals', values: ['won'] };
const amount: Filter = { member: 'amount', operator: 'gte', values: [5] };

describe('filters', () => {
  it('drop unfinished rules and empty groups', () => {
    expect(cleaned({ and: [stage, { member: 'amount', operator: 'gte', values: [null] }, { or: [] }] })).toEqual({
      and: [stage],
    });
    expect(cleaned({ and: [{ or: [] }] })).toBeUndefined();
    expect(cleaned({ member: 'amount', operator: 'between', values: [1] })).toBeUndefined();
  });
  it('send no values with set and notSet', () =>
    expect(cleaned({ member: 'amount', operator: 'notSet', values: [1] })).toEqual({ member: 'amount', operator: 'notSet' }));
  it('lose one part at a time', () => {
    expect(without({ and: [stage, amount] }, 0)).toEqual({ and: [amount] });
    expect(without({ and: [stage] }, 0)).toBeUndefined();
  });
  it('combine', () => {
    expect(both(undefined, stage)).toEqual(stage);
    expect(both(stage, amount)).toEqual({ and: [stage, amount] });
  });
  it.each([
    [{ unit: 'month', from: 0, to: 0 }, 'this', 1],
    [{ unit: 'month', from: -1, to: -1 }, 'previous', 1],
    [{ unit: 'month', from: -5, to: 0 }, 'last', 6],
    [{ unit: 'day', from: 0, to: 6 }, 'next', 7],
  ] as const)('%o reads as %s', (range, key, count) => expect(relativePhrase(range)).toMatchObject({ key, count }));
});
