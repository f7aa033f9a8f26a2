import { describe, expect, it } from 'vitest';
import type { FieldSchema, FormDocument, LayoutElement } from '@/api/types';
import { copyOf, pasted, type Copied } from './clipboard';
import * as edit from './document';
import { control, elementAt, keyOf, walk } from './layout-tree';

const text = (title: string, x: Partial<FieldSchema['x-field']> = {}): FieldSchema => ({
  type: 'string',
  title,
  'x-field': { id: `fld_${title}`, type: 'text', title: { en: title }, ...x },
});
const when = (key: string): LayoutElement['rule'] => ({
  effect: 'SHOW',
  condition: { type: 'AND', conditions: [{ scope: `#/properties/${key}`, schema: { enum: ['a'] } }] },
});
/** name, then a section of `a`, wide and shown by `b`, and `b`, computed from `a` and `c`; then `c`. */
const form = (): FormDocument => ({
  ...edit.newForm('case', { en: 'Case' }),
  required: ['name', 'a'],
  properties: { name: text('name'), a: text('a'), b: text('b', { formula: "a + c + x.a + 'a'", requiredWhen: 'b == a' }), c: text('c') },
  'x-form': {
    title: {},
    recordTitle: 'name',
    layouts: {
      detail: {
        type: 'VerticalLayout',
        elements: [
          control('name'),
          { type: 'Group', label: 'S', rule: when('c'), elements: [{ ...control('a'), options: { span: 2 }, rule: when('b') }, control('b')] },
          control('c'),
        ],
      },
      create: { type: 'VerticalLayout', elements: [control('name'), control('a')] },
    },
  },
}); // prettier-ignore
const order = (doc: FormDocument) => walk(edit.detailOf(doc)).map(({ element }) => keyOf(element)).filter(Boolean); // prettier-ignore
const taken = (doc: FormDocument, path: number[], key?: string) => copyOf(doc, path, key) as Copied;

describe('a copy within a form', () => {
  it('of a field has a key of its own and keeps width, rule, requirement and its place among what is created', () => {
    const { doc, keys } = pasted(form(), taken(form(), [1, 0]), { parent: [1], index: 1 });
    expect(keys).toEqual(['a_2']);
    expect(order(doc)).toEqual(['name', 'a', 'a_2', 'b', 'c']);
    expect(doc.properties['a_2']?.['x-field'].id).toBeUndefined();
    expect(doc.required).toEqual(['name', 'a', 'a_2']);
    expect(elementAt(edit.detailOf(doc), [1, 1])).toEqual({ ...control('a_2'), options: { span: 2 }, rule: when('b') });
    expect(walk(doc['x-form'].layouts?.['create'] ?? { type: 'Label' }).map(({ element }) => keyOf(element))).toContain('a_2');
  });
  it('of a section takes its fields along, and they name each other instead of the first', () => {
    const { doc, path } = pasted(form(), taken(form(), [1]), { parent: [], index: 2 });
    expect(order(doc)).toEqual(['name', 'a', 'b', 'a_2', 'b_2', 'c']);
    expect(doc.properties['b_2']?.['x-field']).toMatchObject({ formula: "a_2 + c + x.a + 'a'", requiredWhen: 'b_2 == a_2' });
    expect(elementAt(edit.detailOf(doc), path)).toMatchObject({ label: 'S', rule: when('c') });
    expect(elementAt(edit.detailOf(doc), [...path, 0])?.rule).toEqual(when('b_2'));
    expect(doc.properties['b']).toEqual(form().properties['b']);
  });
  it('gives new names at once, where one of them is the old name of another', () => {
    const source = edit.renameField(form(), 'b', 'a_2');
    const target = { ...edit.newForm('other', {}), properties: { a: text('a') } };
    const { doc, keys } = pasted(target, taken(source, [1]), { parent: [], index: 0 });
    expect(keys).toEqual(['a_2', 'a_3']);
    expect(doc.properties['a_3']?.['x-field'].requiredWhen).toBe('a_3 == a_2');
  });
  it('of a tab brings tabs along where it would stand alone', () => {
    const tab: Copied = { element: { type: 'Category', label: 'T', elements: [] }, fields: {} };
    expect(elementAt(edit.detailOf(pasted(form(), tab, { parent: [], index: 0 }).doc), [0])?.type).toBe('Categorization');
  });
  it('of a relation leaves the name of its list to the first', () => {
    const relation: FieldSchema = {
      type: 'integer',
      title: 'r',
      'x-field': { type: 'relation', title: {}, form: 'account', reverseKey: 'cases' },
    };
    const source = edit.addField(form(), 'r', relation);
    const { doc } = pasted(source, taken(source, [3]), { parent: [], index: 4 });
    expect(doc.properties['r_2']?.['x-field']).toEqual({ type: 'relation', title: {}, form: 'account' });
  });
  it('does not put a field twice on a form whose layout is made of its fields', () => {
    const bare = { ...form(), 'x-form': { title: {}, recordTitle: 'name' } };
    expect(order(pasted(bare, taken(bare, [1]), { parent: [], index: 2 }).doc)).toEqual(['name', 'a', 'a_2', 'b', 'c']);
  });
});
