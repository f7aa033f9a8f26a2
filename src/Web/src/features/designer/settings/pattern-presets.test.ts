import { describe, expect, it } from 'vitest';
import { patternFromExample, patterns, presetOf } from './pattern-presets';

describe('a pattern from an example', () => {
  it.each([
    ['AB-1234', '^[A-Z]{2}-[0-9]{4}$'],
    ['a.b', '^[a-z]\\.[a-z]$'],
    ['京A12345', '^[\\u4E00-\\u9FFF][A-Z][0-9]{5}$'],
    ['', ''],
  ])('%s', (example, pattern) => {
    expect(patternFromExample(example)).toBe(pattern);
    if (pattern) expect(new RegExp(pattern, 'u').test(example)).toBe(true);
  });
  it('is what its own example meets and a longer one does not', () => {
    const pattern = new RegExp(patternFromExample('X-99 (b)'), 'u');
    expect(pattern.test('Y-12 (c)')).toBe(true);
    expect(pattern.test('Y-123 (c)')).toBe(false);
  });
});
it('knows a common form again', () => {
  expect(presetOf(patterns.mobile)).toBe('mobile');
  expect(presetOf('^x$')).toBeUndefined();
  for (const pattern of Object.values(patterns)) expect(() => new RegExp(pattern, 'u')).not.toThrow();
});
