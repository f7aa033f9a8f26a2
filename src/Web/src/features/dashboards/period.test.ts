import { describe, expect, it } from 'vitest';
import { daysOf, liesOutside, periodOf, presetOf, presets } from './period';

const today = '2026-11-23';

describe('period presets', () => {
  it('reads every preset back from the period it stands for', () => {
    for (const preset of presets) expect(presetOf(periodOf(preset, null, today))).toBe(preset);
  });
  it('takes a relative range that is no preset as custom', () => {
    expect(presetOf({ relative: { unit: 'week', from: 0, to: 0 } })).toBe('custom');
  });
  it('names the days of this quarter, this year and the last 12 months', () => {
    expect(daysOf({ relative: { unit: 'quarter', from: 0, to: 0 } }, today)).toEqual({ from: '2026-10-01', to: '2026-12-31' });
    expect(daysOf({ relative: { unit: 'year', from: 0, to: 0 } }, today)).toEqual({ from: '2026-01-01', to: '2026-12-31' });
    expect(daysOf({ relative: { unit: 'month', from: -11, to: 0 } }, today)).toEqual({ from: '2025-12-01', to: '2026-11-30' });
  });
  it('begins weeks on Monday', () => {
    expect(daysOf({ relative: { unit: 'week', from: 0, to: 0 } }, '2026-11-22')).toEqual({
      from: '2026-11-16',
      to: '2026-11-22',
    });
  });
  it('starts custom from the days that were shown', () => {
    expect(periodOf('custom', { relative: { unit: 'month', from: 0, to: 0 } }, today)).toEqual({
      from: '2026-11-01',
      to: '2026-11-30',
    });
  });
});

describe('a period without data', () => {
  const range = { from: '2016-10-20', to: '2017-12-31' };
  it('lies outside when it begins after the last or ends before the first record', () => {
    expect(liesOutside({ relative: { unit: 'month', from: 0, to: 0 } }, range, today)).toBe(true);
    expect(liesOutside({ to: '2016-01-01' }, range, today)).toBe(true);
  });
  it('does not when they overlap, when it is open, or when nothing is known', () => {
    expect(liesOutside({ from: '2017-12-31' }, range, today)).toBe(false);
    expect(liesOutside(null, range, today)).toBe(false);
    expect(liesOutside({ from: '2020-01-01' }, null, today)).toBe(false);
  });
});
