import { describe, expect, it } from 'vitest';
import { waterfall } from './waterfall-model';

const figure = (amount: number) => ({ amount, count: 1, ids: [1] });

describe('a waterfall', () => {
  it('begins each step where the one before ended and stands on zero at both ends', () => {
    const steps = waterfall({
      opening: figure(60),
      movements: [
        { kind: 'new', ...figure(40) },
        { kind: 'won', ...figure(-50) },
      ],
      closing: figure(50),
    });
    expect(steps.map(({ kind, from, to }) => [kind, from, to])).toEqual([
      ['opening', 0, 0.6],
      ['new', 0.6, 1],
      ['won', 0.5, 1],
      ['closing', 0, 0.5],
    ]);
  });
  it('has no width where there is nothing', () => {
    expect(
      waterfall({ opening: figure(0), movements: [], closing: figure(0) }).every(({ from, to }) => from === 0 && to === 0),
    ).toBe(true);
  });
});
