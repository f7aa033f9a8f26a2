import { describe, expect, it } from 'vitest';
import { pathWords, valueText } from './conflict-words';

describe('a conflict in words', () => {
  it('tells the way without what only the format needs', () => {
    expect(pathWords('/properties/pages/x-field/title/en')).toBe('pages › title › en');
    expect(pathWords('/x-form/layouts/create/elements/#~1properties~1name')).toBe('layouts › create › elements › name');
  });
  it('shows words as they are and lists of words by line', () => {
    expect(valueText('Sheets')).toBe('Sheets');
    expect(valueText(['a', 'b'])).toBe('a\nb');
    expect(valueText({ a: 1 })).toBe('{\n  "a": 1\n}');
  });
});
