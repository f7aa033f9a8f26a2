import { describe, expect, it } from 'vitest';
import type { FormDocument } from '@/api/types';
import { changesBetween } from './changes';
import { newForm, removeField, setField, setFieldTitle, setForm, setRequired, addField } from './document';
import { importSchema } from './import-schema';
import { positionOf } from './json-position';

const form = () => newForm('case', { en: 'Case' });
const taken = (schema: unknown) => {
  const { doc, notes } = importSchema(form(), schema);
  return {
    doc,
    notes,
    lines: notes.map(
      (note) =>
        `${note.taken ? '+' : '-'} ${note.path}${note.reason ? ` ${note.reason}` : ''}${note.detail ? ` ${note.detail}` : ''}`,
    ),
  };
};

describe('the import of a foreign schema', () => {
  const schema = {
    type: 'object',
    required: ['colour', 'firstName'],
    if: {},
    definitions: { colour: { type: 'string', enum: ['red', 'green'] } },
    properties: {
      firstName: { type: 'string', maxLength: 40, title: 'First name', description: 'Given name' },
      colour: { $ref: '#/definitions/colour' },
      age: { type: ['integer', 'null'], minimum: 0 },
      born: { type: 'string', format: 'date' },
      tags: { type: 'array', items: { type: 'string', enum: ['a', 'b'] } },
      order: { type: 'number', contentEncoding: 'x' },
      address: { type: 'object', properties: {} },
      lines: { type: 'array', items: { type: 'object' } },
      any: {},
      name: { type: 'string' },
    },
  };
  it('names what was taken and what was not', () => {
    expect(taken(schema).lines).toEqual([
      '+ /properties/firstName renamed firstname',
      '+ /properties/colour',
      '+ /properties/age',
      '- /properties/age/type nullable type',
      '+ /properties/born',
      '+ /properties/tags',
      '+ /properties/order renamed order_1',
      '- /properties/order/contentEncoding keyword contentEncoding',
      '- /properties/address nested',
      '- /properties/lines list',
      '- /properties/any noType',
      '- /properties/name exists',
      '- /if keyword if',
    ]);
  });
  it('keeps limits, texts, options and what is required', () => {
    const { doc } = taken(schema);
    expect(doc.properties['firstname']).toMatchObject({
      type: 'string',
      maxLength: 40,
      title: 'First name',
      'x-field': { type: 'text', help: { en: 'Given name' } },
    });
    expect(doc.properties['colour']).toMatchObject({
      enum: ['red', 'green'],
      'x-field': { type: 'select', options: [{ key: 'red' }, { key: 'green' }] },
    });
    expect(doc.properties['age']).toMatchObject({ type: 'integer', minimum: 0 });
    expect(doc.properties['tags']?.items).toEqual({ type: 'string', enum: ['a', 'b'] });
    expect(doc.required).toEqual(['name', 'firstname', 'colour']);
  });
  it('names what it does not keep of a property, of the whole, and what is required and missing', () => {
    const { doc, lines } = taken({
      $id: 'x',
      title: 'Orders',
      'x-form': {},
      additionalProperties: false,
      required: ['gone'],
      properties: {
        state: { type: ['string', 'null'], enum: ['open', null], examples: ['open'], $comment: 'c', readOnly: true },
        long: { type: 'string', title: 'x'.repeat(1001), description: 'y'.repeat(1001) },
        odd: { type: 'string', 'x-field': { type: 'colour' } },
      },
    });
    expect(lines).toEqual([
      '+ /properties/state',
      '- /properties/state/examples note examples',
      '- /properties/state/$comment note $comment',
      '- /properties/state/type nullable type',
      '+ /properties/long',
      '- /properties/long/title cut title',
      '- /properties/long/description cut description',
      '+ /properties/odd',
      '- /properties/odd/x-field unknownType colour',
      '- /required noProperty',
      '- /$id ofForm $id',
      '- /title ofForm title',
      '- /x-form ofForm x-form',
      '- /additionalProperties ofForm additionalProperties',
    ]);
    expect(doc.properties['state']).toMatchObject({ readOnly: true, enum: ['open'], 'x-field': { options: [{ key: 'open' }] } });
    expect(doc.properties['long']?.title).toHaveLength(1000);
  });
  it('keeps what was written for a form, without the id of the other field', () => {
    const { doc, lines } = taken({
      properties: {
        price: { type: 'number', minimum: 0, 'x-field': { id: 'fld_1', type: 'money', title: { en: 'Price', 'zh-CN': '价格' }, scale: 2 } },
        total: { type: 'number', readOnly: true, 'x-field': { type: 'money', formula: 'price * 2' } },
      },
    }); // prettier-ignore
    expect(lines).toEqual(['+ /properties/price', '+ /properties/total']);
    expect(doc.properties['price']).toEqual({
      type: 'number',
      minimum: 0,
      title: 'price',
      'x-field': { type: 'money', title: { en: 'Price', 'zh-CN': '价格' }, scale: 2 },
    });
    expect(doc.properties['total']).toMatchObject({ readOnly: true, 'x-field': { formula: 'price * 2' } });
  });
  it('takes all of several as one', () => {
    const { doc, lines } = taken({
      definitions: { base: { properties: { a: { type: 'string' } }, required: ['a'] } },
      allOf: [{ $ref: '#/definitions/base' }, { properties: { b: { type: 'integer' } }, required: ['b'] }, { not: {} }],
    });
    expect(lines).toEqual(['+ /allOf/0/properties/a', '+ /allOf/1/properties/b', '- /allOf/2/not keyword not']);
    expect(doc.required).toEqual(['name', 'a', 'b']);
  });
  it.each([[null], ['text'], [[]], [{ type: 'string' }]])('takes nothing from what describes no object: %j', (other) => {
    const before = form();
    expect(importSchema(before, other)).toEqual({
      doc: before,
      notes: [{ path: '', name: '', taken: false, reason: 'notObject' }],
    });
  });
});

describe('differences in words', () => {
  it('are told by field and aspect', () => {
    const before = addField(addField(form(), 'a', { type: 'string', 'x-field': { type: 'text', title: { en: 'A' } } }), 'b', {
      type: 'string',
      'x-field': { type: 'text', title: { en: 'B' } },
    });
    let after: FormDocument = setRequired(setFieldTitle(before, 'a', { en: 'Alpha' }), 'a', true);
    after = removeField(
      setField(after, 'a', (schema) => ({ ...schema, maxLength: 3, 'x-field': { ...schema['x-field'], id: 'fld_1' } })),
      'b',
    );
    after = setForm(after, { icon: 'star' });
    expect(changesBetween(before, after)).toMatchObject([
      { kind: 'changed', field: 'a', before: { en: 'A' }, title: { en: 'Alpha' }, aspects: ['title', 'limits', 'required'] },
      { kind: 'removed', field: 'b' },
      { kind: 'form', settings: ['icon'] },
      { kind: 'layout' },
    ]);
  });
  it('name each setting of the form itself', () => {
    const before = setForm(form(), { list: { sort: 'a' }, nav: true });
    const after = setForm({ ...before, title: 'Other' }, { list: { columns: ['a'] }, nav: undefined, unique: [['a']] });
    expect(changesBetween(before, after)).toEqual([
      { kind: 'form', settings: ['formTitle', 'nav', 'uniqueSets', 'listColumns', 'listSort'] },
    ]);
    const kept = setForm(before, { ...before['x-form'], kept: 1 } as never);
    expect(changesBetween(before, kept)).toEqual([{ kind: 'form', settings: ['other'] }]);
  });
  it('tell a new name beside a new type, and not what the type brings along', () => {
    const before = addField(form(), 'a', { type: 'string', maxLength: 9, 'x-field': { type: 'text', title: { en: 'A' } } });
    const after = setField(before, 'a', () => ({ type: 'integer', 'x-field': { type: 'integer', title: { en: 'Alpha' } } }));
    expect(changesBetween(before, after)).toMatchObject([
      { kind: 'retyped', field: 'a', title: { en: 'Alpha' } },
      { kind: 'changed', field: 'a', before: { en: 'A' }, aspects: ['title'] },
    ]);
  });
  it('tell what a link does for the records on the other side apart from where it points', () => {
    const before = addField(form(), 'a', { type: 'integer', 'x-field': { type: 'relation', title: { en: 'A' }, form: 'case' } });
    const after = setField(before, 'a', (schema) => ({ ...schema, 'x-field': { ...schema['x-field'], inTimeline: true } }));
    expect(changesBetween(before, after)).toMatchObject([{ kind: 'changed', field: 'a', aspects: ['link'] }]);
  });
  it('are none between equal documents, however they are ordered', () => {
    const before = form();
    const after = {
      ...before,
      'x-form': Object.fromEntries(Object.entries(before['x-form']).reverse()) as FormDocument['x-form'],
    };
    expect(changesBetween(before, after)).toEqual([]);
  });
});

describe('a place in a document', () => {
  const text = JSON.stringify({ a: { 'b/c': [1, { d: 'x"y' }], 'd': true } }, null, 2); // prettier-ignore
  it.each([
    ['/a/b~1c', '"b/c"'],
    ['/a/b~1c/1/d', '"d"'],
    ['/a/d', '"d"'],
    ['/a/nothing', '{'],
    ['', '{'],
  ])('%s', (pointer, shown) => {
    const { from, to } = positionOf(text, pointer);
    expect(text.slice(from, to)).toBe(shown);
  });
  it('is found after texts with quotes in them', () => {
    const { from } = positionOf(text, '/a/d');
    expect(text.slice(from)).toMatch(/^"d": true/);
  });
});
