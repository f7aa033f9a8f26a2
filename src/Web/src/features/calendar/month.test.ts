import { describe, expect, it } from 'vitest';
import { daysOfMonth, monthAfter } from './month';

describe('the days of a month', () => {
  it('begin on a Monday and end on a Sunday', () => {
    const days = daysOfMonth('2026-11');
    expect(days[0]).toBe('2026-10-26');
    expect(days.at(-1)).toBe('2026-12-06');
    expect(days).toHaveLength(42);
  });

  it('fill four weeks when the month does', () => {
    expect(daysOfMonth('2027-02')).toHaveLength(28);
  });

  it('go over the end of a year', () => {
    expect(monthAfter('2026-12', 1)).toBe('2027-01');
    expect(monthAfter('2026-01', -1)).toBe('2025-12');
  });
});
