import { describe, expect, it } from 'vitest';
import { placeWords, type Words } from './conflict-place';
import { valueText } from './conflict-words';

const words: Words = {
  text: (title) => title?.en ?? '',
  part: (part) =>
    ({ title: 'Title', layouts: 'Layouts', create: 'Create form', stages: 'Stages', required: 'Required' })[part as 'title'] ??
    part,
  language: (language) => (language === 'en' ? 'English' : 'Chinese'),
};
const form = {
  required: ['pages'],
  properties: { pages: { title: 'Pages', 'x-field': { title: { en: 'Page count' } } } },
  'x-form': { layouts: { create: { elements: [{ type: 'Control', scope: '#/properties/pages' }] } } },
};

describe('a conflict in words', () => {
  it('names a field by its label and a language in brackets', () => {
    expect(placeWords('/properties/pages/x-field/title/en', form, words)).toBe('Page count › Title (English)');
    expect(placeWords('/required/pages', form, words)).toBe('Required › Page count');
  });
  it('names what a layout shows by the field', () => {
    expect(placeWords('/x-form/layouts/create/elements/#~1properties~1pages', form, words)).toBe(
      'Layouts › Create form › Page count',
    );
  });
  it('names stages by their titles, found by key', () => {
    const pipeline = { stages: [{ key: 'won', title: { en: 'Won' }, required: [] }] };
    expect(placeWords('/stages/won/required', pipeline, words)).toBe('Stages › Won › Required');
  });
  it('goes by the key where the document has nothing there', () => {
    expect(placeWords('/properties/gone/x-field/title/en', form, words)).toBe('gone › Title (English)');
    expect(placeWords('/properties/gone', undefined, words)).toBe('gone');
  });
  it('shows words as they are and lists of words by line', () => {
    expect(valueText('Sheets')).toBe('Sheets');
    expect(valueText(['a', 'b'])).toBe('a\nb');
    expect(valueText({ a: 1 })).toBe('{\n  "a": 1\n}');
  });
});
