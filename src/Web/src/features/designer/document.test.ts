import { describe, expect, it } from 'vitest';
import type { FieldSchema, FormDocument } from '@/api/types';
import * as edit from './document';
import { begin, record, redo, settle, undo, type History } from '@/lib/history';
import { childrenOf, elementAt, findControl, insertAt, keyOf, mayContain, moveTo, step, walk } from './layout-tree';
import { renameInExpression } from './rename';

const text = (title: string): FieldSchema => ({ type: 'string', title, 'x-field': { type: 'text', title: { en: title } } });
const form = (): FormDocument => {
  let doc = edit.newForm('case', { en: 'Case', 'zh-CN': '案件' });
  for (const key of ['a', 'b', 'c']) doc = edit.addField(doc, key, text(key));
  return doc;
};
const order = (doc: FormDocument) => walk(edit.detailOf(doc)).map(({ element }) => keyOf(element)).filter(Boolean); // prettier-ignore
const freeze = <T>(value: T): T => {
  if (typeof value === 'object' && value && !Object.isFrozen(value)) Object.values(Object.freeze(value)).forEach(freeze);
  return value;
};

describe('a document being designed', () => {
  it('takes a field where it is dropped and at the end otherwise', () => {
    expect(order(edit.addField(form(), 'd', text('d'), { parent: [], index: 1 }))).toEqual(['name', 'd', 'a', 'b', 'c']);
    expect(order(edit.addField(form(), 'd', text('d')))).toEqual(['name', 'a', 'b', 'c', 'd']);
  });
  it('loses a field everywhere it is named', () => {
    let doc = edit.setForm(form(), {
      list: { columns: ['name', 'a'], sort: '-a' },
      search: ['name', 'a'],
      unique: [['a'], ['b']],
    });
    doc = edit.removeField(edit.setOnCreate(edit.setRequired(doc, 'a', true), 'a', true, ['name', 'a']), 'a');
    expect(JSON.stringify(doc)).not.toContain('"a"');
    expect(JSON.stringify(doc)).not.toContain('/a"');
    expect(edit.removeField(doc, 'name')['x-form'].recordTitle).toBe('b');
  });
  it('renames a field wherever it is named', () => {
    let doc = edit.setFieldRule(form(), 'b', { effect: 'SHOW', condition: { scope: '#/properties/a', schema: { enum: ['a'] } } });
    doc = edit.setField(doc, 'c', (schema) => ({ ...schema, 'x-field': { ...schema['x-field'], formula: "a + x.a + 'a'" } }));
    doc = edit.renameField(edit.setForm(doc, { nameFrom: '{a} · {b}', search: ['a.name'] }), 'a', 'z');
    expect(order(doc)).toEqual(['name', 'z', 'b', 'c']);
    expect(doc.properties['c']?.['x-field'].formula).toBe("z + x.a + 'a'");
    expect(doc['x-form']).toMatchObject({ nameFrom: '{z} · {b}', search: ['z.name'] });
    expect(JSON.stringify(doc)).toContain('"scope":"#/properties/z","schema":{"enum":["a"]}');
    expect(Object.keys(doc.properties)).toEqual(['name', 'z', 'b', 'c']);
  });
  it('keeps the create form in the order of the whole one', () => {
    let doc = edit.setOnCreate(form(), 'c', true, ['name']);
    doc = edit.setOnCreate(doc, 'a', true, ['name']);
    expect(childrenOf(doc['x-form'].layouts?.['create'] ?? { type: 'Label' }).map(keyOf)).toEqual(['name', 'a', 'c']);
    expect(edit.isOnCreate(edit.setOnCreate(doc, 'a', false, []), 'a', [])).toBe(false);
  });
  it('leaves the fields of a section that is taken away', () => {
    const layout = insertAt(edit.detailOf(form()), { parent: [], index: 1 }, { type: 'Group', elements: [] });
    let doc = edit.setDetail(form(), moveTo(layout, [3], { parent: [1], index: 0 }).root);
    expect(order(doc)).toEqual(['name', 'b', 'a', 'c']);
    doc = edit.unwrap(doc, [1]);
    expect(walk(edit.detailOf(doc)).some(({ element }) => element.type === 'Group')).toBe(false);
    expect(order(doc)).toEqual(['name', 'b', 'a', 'c']);
  });
  it('shares what an edit does not touch', () => {
    const doc = form();
    const next = edit.setFieldTitle(doc, 'a', { en: 'A' });
    expect(next.properties['b']).toBe(doc.properties['b']);
    expect(next['x-form']).toBe(doc['x-form']);
    expect(edit.setRequired(doc, 'a', false)).toBe(doc);
  });
  it('renames names, not texts or members of other records', () => {
    expect(renameInExpression(`a == 'a' && b.a > a && "a\\"a" != aa`, 'a', 'z')).toBe(`z == 'a' && b.a > z && "a\\"a" != aa`);
  });
});

describe('moving by keyboard', () => {
  it('goes through sections and back the same way', () => {
    const doc = form();
    let layout = insertAt(
      edit.detailOf(doc),
      { parent: [], index: 1 },
      { type: 'Group', elements: [{ type: 'Label', text: 'x' }] },
    );
    let path: readonly number[] = [0];
    const places = [];
    for (let place = step(layout, path, 1); place; place = step(layout, path, 1)) {
      ({ root: layout, path } = moveTo(layout, path, place));
      places.push(path.join('/'));
    }
    expect(places).toEqual(['0/0', '0/1', '1', '2', '3', '4']);
    for (let place = step(layout, path, -1); place; place = step(layout, path, -1))
      ({ root: layout, path } = moveTo(layout, path, place));
    expect(path).toEqual([0]);
  });
});

/** A small random generator, so that a failure names its seed and can be repeated. */
const random = (seed: number) => () => {
  seed = (seed * 1664525 + 1013904223) % 4294967296;
  return seed / 4294967296;
};

function anyEdit(doc: FormDocument, next: () => number): FormDocument {
  const keys = Object.keys(doc.properties);
  const pick = <T>(items: readonly T[]) => items[Math.floor(next() * items.length)] as T;
  const layout = edit.detailOf(doc);
  const nodes = walk(layout);
  const any = pick(nodes);
  const edits: (() => FormDocument)[] = [
    () => edit.addField(doc, `f${Math.floor(next() * 1e6)}`, text('New')),
    () => edit.removeField(doc, pick(keys)),
    () => edit.renameField(doc, pick(keys), `r${Math.floor(next() * 1e6)}`),
    () => edit.setRequired(doc, pick(keys), next() < 0.5),
    () => edit.setFieldTitle(doc, pick(keys), { en: String(next()) }),
    () => edit.setOnCreate(doc, pick(keys), next() < 0.5, keys),
    () =>
      edit.setFieldRule(doc, pick(keys), {
        effect: 'SHOW',
        condition: { scope: `#/properties/${pick(keys)}`, schema: { enum: [1] } },
      }),
    () => edit.setDetail(doc, insertAt(layout, { parent: [], index: 0 }, { type: 'Group', elements: [] })),
    () => (any.path.length === 0 || any.element.type === 'Control' ? doc : edit.unwrap(doc, any.path)),
    () => {
      const to = pick(nodes);
      return mayContain(to.element.type, any.element.type)
        ? edit.setDetail(
            doc,
            moveTo(layout, any.path, { parent: to.path, index: Math.floor(next() * (childrenOf(to.element).length + 1)) }).root,
          )
        : doc;
    },
  ];
  return keys.length === 0 ? edit.addField(doc, 'again', text('Again')) : pick(edits)();
}

describe('undo', () => {
  it.each(Array.from({ length: 40 }, (_, seed) => seed))('gives back the exact document after any edits (seed %i)', (seed) => {
    const next = random(seed);
    const start = freeze(form());
    let history: History<FormDocument> = begin(start);
    const states = [JSON.stringify(start)];
    for (let i = 0; i < 60; i++) {
      const changed = record(history, freeze(anyEdit(history.present, next)));
      if (changed !== history) states.push(JSON.stringify(changed.present));
      history = changed;
      const placed = order(history.present);
      expect(new Set(placed).size).toBe(placed.length);
      expect(placed.every((key) => history.present.properties[key])).toBe(true);
    }
    const end = history.present;
    for (const state of states.toReversed()) {
      expect(JSON.stringify(history.present)).toBe(state);
      history = undo(history);
    }
    expect(history.present).toBe(start);
    while (history.future.length > 0) history = redo(history);
    expect(history.present).toBe(end);
  });
  it('takes letters of one label as one step until something else happens', () => {
    let history = begin(1);
    for (const state of [2, 3, 4]) history = record(history, state, 'label:a');
    history = record(settle(history), 5, 'label:a');
    expect(undo(history).present).toBe(4);
    expect(undo(undo(history)).present).toBe(1);
    expect(findControl(edit.detailOf(form()), 'b')).toEqual([2]);
    expect(elementAt(edit.detailOf(form()), [9])).toBeUndefined();
  });
});
