import { describe, expect, it } from 'vitest';
import { fits, generalise, partsOf, patternOf } from './pattern-examples';

const from = (...examples: string[]) => patternOf(generalise(examples));

describe('a pattern from examples', () => {
  it.each([
    [['AB-1234'], '^[A-Z]{2}-[0-9]{4}$'],
    [['a.b'], '^[a-z]\\.[a-z]$'],
    [['京A12345'], '^[\\u4E00-\\u9FFF][A-Z][0-9]{5}$'],
    [[''], ''],
    [[], ''],
    [['AB-1234', 'XY-12345'], '^[A-Z]{2}-[0-9]{4,5}$'],
    [['AB-12', '', 'A-1'], '^[A-Z]{1,2}-[0-9]{1,2}$'],
    [['A1', 'B-2'], '^[A-Z]-?[0-9]$'],
    [['12', '12-345'], '^[0-9]{2}-?[0-9]{0,3}$'],
    [['A1-2', 'AB-2'], '^[A-Z]{1,2}[0-9]?-[0-9]$'],
    [['7-x', 'B-x'], '^[A-Z0-9]-[a-z]$'],
  ])('%j is %s', (examples, pattern) => {
    expect(from(...examples)).toBe(pattern);
    for (const example of examples.filter(Boolean)) expect(fits(pattern, example)).toBe(true);
  });
  it('is met by every example, whatever they are', () => {
    const examples = ['X-99 (b)', 'x', '(1)', 'A/B.c', '京沪 7', '**', 'X--9', 'aB3', ''];
    for (const first of examples)
      for (const second of examples)
        for (const third of examples) {
          const pattern = from(first, second, third);
          for (const example of [first, second, third]) if (example) expect(fits(pattern, example), pattern).toBe(true);
        }
  });
  it('is what a longer text does not meet', () => expect(fits(from('X-99 (b)'), 'Y-123 (c)')).toBe(false));
  it('goes on from what it was', () => {
    const base = partsOf('^[A-Z]{2}-[0-9]{4}$') ?? [];
    expect(patternOf(generalise(['AB-12345'], base))).toBe('^[A-Z]{2}-[0-9]{4,5}$');
    expect(patternOf(generalise([''], base))).toBe('^[A-Z]{2}-[0-9]{4}$');
  });
  it('is read again as its parts', () => {
    for (const examples of [['AB-1234', 'XY-12345'], ['A1', 'B-2'], ['7-x', 'B-x'], ['京 (a)^$', '**'], ['a\\b/c']])
      expect(partsOf(from(...examples))).toEqual(generalise(examples));
  });
  it.each(['', '^$', '^[0-9]+$', '^a|b$', '[0-9]', '^(a)$', '^[A-F]$', '^a{1}$', '^.$', 'abc', '^[0-9A-Z]$', '^[0-9$'])(
    'is no other: %s',
    (pattern) => expect(partsOf(pattern)).toBeNull(),
  );
});
it('a text meets no pattern that is none', () => expect(fits('(', 'x')).toBe(false));
