import { describe, expect, it } from 'vitest';
import {
  daysBetween,
  formatDate,
  formatDay,
  formatInstant,
  formatMonth,
  formatQuarter,
  fromWallClock,
  setTimeZone,
} from './dates';

describe('dates', () => {
  it('follow the language', () => {
    expect(formatDate('2026-03-05', 'zh-CN')).toBe('2026-03-05');
    expect(formatDate('2026-03-05', 'en')).toBe('5 Mar 2026');
    expect(formatMonth('2026-03-01', 'zh-CN')).toBe('2026年3月');
    expect(formatQuarter('2026-03-01', 'zh-CN')).toBe('2026年Q1');
    expect(formatQuarter('2026-12-01', 'en')).toBe('Q4 2026');
  });
  it('leave out this year in prose', () => {
    expect(formatDay('2026-03-05', 'zh-CN', '2026-11-01')).toBe('3月5日');
    expect(formatDay('2025-03-05', 'zh-CN', '2026-11-01')).toBe('2025年3月5日');
    expect(formatDay('2026-03-05', 'en', '2026-11-01')).toBe('5 Mar');
  });
  it('show instants in the chosen zone', () => {
    setTimeZone('Asia/Shanghai');
    expect(formatInstant('2026-03-05T18:30:00Z', 'zh-CN')).toBe('2026-03-06 02:30');
    expect(fromWallClock('2026-03-06T02:30:00')).toBe('2026-03-05T18:30:00.000Z');
    setTimeZone(null);
  });
  it('count days', () => {
    expect(daysBetween('2026-02-27', '2026-03-02')).toBe(3);
    expect(daysBetween('2026-03-02', '2026-02-27')).toBe(-3);
  });
});
