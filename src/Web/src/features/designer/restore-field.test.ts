import { describe, expect, it } from 'vitest';
import type { DeletedField } from '@/api/definitions';
import type { FormDocument, LayoutElement } from '@/api/types';
import { removeField } from './document';
import { control, keyOf, walk } from './layout-tree';
import { lastWith, restoreField } from './restore-field';

const group = (title: string, ...elements: LayoutElement[]): LayoutElement => ({
  type: 'Group',
  label: title,
  options: { title: { en: title } },
  elements,
});
const doc = (...elements: LayoutElement[]): FormDocument => ({
  $id: 'a',
  title: 'A',
  properties: Object.fromEntries(
    ['a', 'b', 'c', 'd', 'e'].map((key) => [key, { type: 'string', 'x-field': { id: `fld_${key}`, type: 'text', title: {} } }]),
  ),
  'x-form': { title: {}, recordTitle: 'a', layouts: { detail: { type: 'VerticalLayout', elements } } },
});
const deleted = (from: FormDocument, key: string): DeletedField => {
  const property = from.properties[key];
  if (!property) throw new Error(key);
  return { id: `fld_${key}`, key, at: '2026-02-01T00:00:00Z', by: null, values: 1, property };
};
/** The form as sections of keys: `One: a b; Two: c`. */
const told = (form: FormDocument) =>
  walk(form['x-form'].layouts?.['detail'] ?? { type: 'VerticalLayout' })
    .flatMap(({ element }) => (element.type === 'Group' ? [`${String(element.label)}:`] : keyOf(element) ? [keyOf(element)] : []))
    .join(' ');
const roundTrip = (form: FormDocument, key: string) => restoreField(removeField(form, key), deleted(form, key), form);

describe('a deleted field', () => {
  const full = doc(group('One', control('a'), control('b'), control('c')), group('Two', control('d')), control('e'));
  it.each(['a', 'b', 'c', 'd', 'e'])('comes back to where it stood: %s', (key) =>
    expect(told(roundTrip(full, key))).toBe(told(full)),
  );
  it('stands beside its neighbour wherever that has gone', () => {
    const moved = doc(group('Two', control('d'), control('a')), group('One', control('c')), control('e'));
    expect(told(restoreField(removeField(moved, 'b'), deleted(full, 'b'), full))).toBe('Two: d a b One: c e');
  });
  it('is as wide as it was and keeps its condition while that can be met', () => {
    const condition = { scope: '#/properties/a', schema: { enum: ['x'] } };
    const b: LayoutElement = { ...control('b'), options: { span: 2 }, rule: { effect: 'SHOW', condition } };
    const form = doc(control('a'), b, control('c'));
    expect(roundTrip(form, 'b')['x-form'].layouts?.['detail']?.elements?.[1]).toEqual(b);
    const without = removeField(removeField(form, 'b'), 'a');
    expect(restoreField(without, deleted(form, 'b'), form)['x-form'].layouts?.['detail']?.elements?.[0]).toEqual({
      ...control('b'),
      options: { span: 2 },
    });
  });
  it('goes to the end when its place is not known, and to none when it had none', () => {
    expect(told(restoreField(removeField(full, 'b'), deleted(full, 'b'), undefined))).toBe('One: a c Two: d e b');
    const bare = doc(control('a'));
    expect(told(roundTrip(bare, 'b'))).toBe('a');
    expect(roundTrip(bare, 'b').properties['b']).toBeDefined();
  });
  it('is looked for in the versions before it went', async () => {
    const versions = [3, 2, 1].map((version) => ({
      version,
      at: `2026-0${version}-01T00:00:00Z`,
      by: null,
      note: null,
      deleted: false,
    }));
    const asked: number[] = [];
    const read = (version: number) => {
      asked.push(version);
      return Promise.resolve(version === 1 ? full : removeField(full, 'b'));
    };
    expect(await lastWith(deleted(full, 'b'), versions, read)).toBe(full);
    expect(asked).toEqual([2, 1]);
  });
});
