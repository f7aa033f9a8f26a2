import { describe, expect, it } from 'vitest';
import type { FieldSchema, FormDocument } from '@/api/types';
import { addField, newForm, removeField, renameField } from '../document';
import { sortTerms, sortText } from './sort';

const field = (type: FieldSchema['x-field']['type']): FieldSchema => ({ type: 'string', 'x-field': { type, title: {} } });

/** Names the field `a` everywhere a form can. */
function everywhere(): FormDocument {
  const doc = ['a', 'b'].reduce((now, key) => addField(now, key, field('text')), newForm('deal', { en: 'Deal' }));
  return {
    ...doc,
    'x-form': {
      ...doc['x-form'],
      nameFrom: '{b}',
      search: ['name', 'a', 'a.name'],
      list: { columns: ['a', 'b'], sort: 'b,-a' },
      unique: [['b'], ['a', 'b']],
      indexes: [['b'], ['a']],
      access: { follows: 'a' },
      timeline: { by: 'b', at: 'a', summary: ['a', 'b'] },
      similar: {
        for: { and: [{ member: 'a.kind', operator: 'set' }, { member: 'b', operator: 'set' }] },
        among: { member: 'a', operator: 'set' },
        match: [{ field: 'a' }, { field: 'b' }],
        near: [{ field: 'a.size', within: 1 }],
        sort: '-a,b',
        show: ['a', 'b'],
      },
    },
  }; // prettier-ignore
}

describe('a field that the settings of the form name', () => {
  it('is named by its new key in all of them', () => {
    const renamed = renameField(everywhere(), 'a', 'z');
    expect(JSON.stringify(renamed)).not.toMatch(/["{-]a["}.]/);
    expect(renamed['x-form']).toMatchObject({
      list: { sort: 'b,-z' },
      access: { follows: 'z' },
      timeline: { at: 'z', summary: ['z', 'b'] },
      similar: {
        for: { and: [{ member: 'z.kind' }, { member: 'b' }] },
        match: [{ field: 'z' }, { field: 'b' }],
        near: [{ field: 'z.size' }],
        sort: '-z,b',
      },
    });
    expect(renameField(renamed, 'z', 'a')).toEqual(everywhere());
  });
  it('goes out of all of them, and takes along what says nothing without it', () => {
    const removed = removeField(everywhere(), 'a');
    expect(JSON.stringify(removed)).not.toMatch(/["{-]a["}.]/);
    expect(removed['x-form']).not.toHaveProperty('access');
    expect(removed['x-form']).toMatchObject({
      list: { columns: ['b'], sort: 'b' },
      unique: [['b']],
      indexes: [['b']],
      timeline: { by: 'b', summary: ['b'] },
      similar: { for: { and: [{ member: 'b' }] }, match: [{ field: 'b' }], sort: 'b', show: ['b'] },
    });
    const neither = removeField(removed, 'b')['x-form'];
    expect(neither).not.toHaveProperty('similar');
    expect(neither).not.toHaveProperty('timeline');
  });
});

describe('an order', () => {
  it.each([['-amount,name'], ['name'], [''], ['-a,-b,c']])('“%s” is written as it was read', (sort) => {
    expect(sortText(sortTerms(sort))).toBe(sort);
  });
});
