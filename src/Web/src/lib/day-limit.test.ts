import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { setAppZone } from './dates';
import { brokenLimit, dayOfLimit, daysOf, fromToday } from './day-limit';

describe('limits of days', () => {
  beforeEach(() => setAppZone('Asia/Shanghai'));
  afterEach(() => setAppZone(undefined));
  it.each([
    ['today', 0],
    ['today+7', 7],
    ['today-30', -30],
    ['2026-01-31', null],
    ['today+', null],
  ])('are read: %s', (limit, days) => expect(daysOf(limit)).toBe(days));
  it('are written as they are read', () => {
    for (const days of [0, 7, -30]) expect(daysOf(fromToday(days))).toBe(days);
  });
  it('count from the day that it is', () => {
    expect(dayOfLimit('today-1', '2026-03-01')).toBe('2026-02-28');
    expect(dayOfLimit('2026-01-31', '2026-03-01')).toBe('2026-01-31');
  });
  it('include their own day, of a moment the one in the zone of the installation', () => {
    const limits = { earliest: 'today', latest: 'today+1' };
    const broken = (value: unknown) => brokenLimit(limits, value, '2026-03-01')?.code ?? null;
    expect(['2026-02-28', '2026-03-01', '2026-03-02', '2026-03-03'].map(broken)).toEqual(['earliest', null, null, 'latest']);
    expect(['2026-02-28T15:59:00Z', '2026-02-28T16:00:00Z', '2026-03-02T16:00:00Z'].map(broken)).toEqual([
      'earliest',
      null,
      'latest',
    ]);
    expect([null, '', 5].map(broken)).toEqual([null, null, null]);
  });
});
