import { describe, expect, it } from 'vitest';
import { parseNumber } from './number-text';

describe('typed numbers', () => {
  it.each([
    ['1,234.50', 1234.5],
    ['¥ 12', 12],
    ['１２．５', 12.5],
    ['−3', -3],
    ['', null],
    ['12%', 12],
  ])('%s', (text, value) => expect(parseNumber(text, 2)).toBe(value));
  it('are refused rather than guessed', () => {
    expect(parseNumber('12a', 2)).toBe('unreadable');
    expect(parseNumber('1.234', 2)).toBe('tooLong');
    expect(parseNumber('1234567890123456', 2)).toBe('tooLong');
  });
});
