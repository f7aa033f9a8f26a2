import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { completeJson } from './json-completion';
import { placeAt, syntaxFault } from './json-place';

const schema = JSON.parse(readFileSync('../Host/Schemas/form.json', 'utf8')) as Record<string, unknown>;
/** The cursor is the bar. */
const at = (text: string) => completeJson(text.replace('|', ''), text.indexOf('|'), schema, ['name', 'price']);
const labels = (text: string) => at(text)?.options.map((option) => option.label) ?? [];

describe('what may stand in the document of a form', () => {
  it('are the names of its members that are not there yet', () => {
    expect(labels('{|')).toContain('x-form');
    expect(labels('{"$id": "a", "|"}')).not.toContain('$id');
    expect(labels('{"|" "$id": "a", "x-form": {"title": 1}}')).not.toEqual(expect.arrayContaining(['$id']));
    expect(labels('{"|", "x-form": {"title": 1}}')).toContain('title');
    expect(labels('{"properties": {"name": {"ty|": 1}}}')).toEqual(expect.arrayContaining(['type', 'maxLength', 'x-field']));
    expect(labels('{"properties": {"name": {"x-field": {"type": "text", "|')).toEqual(
      expect.arrayContaining(['formula', 'help']),
    );
    expect(labels('{"x-form": {"layouts": {"detail": {"elements": [{}, {"|')).toContain('rule');
  });
  it('are the types of fields and other fixed values', () => {
    expect(labels('{"properties": {"name": {"x-field": {"type": "|"}}}}')).toEqual(
      expect.arrayContaining(['text', 'money', 'stage']),
    );
    expect(labels('{"properties": {"name": {"format": "|"}}}')).toEqual(['date', 'date-time', 'email', 'uri']);
    expect(labels('{"properties": {"name": {"readOnly": |}}}')).toEqual(['true', 'false']);
    expect(labels('{"x-form": {"layouts": {"detail": {"rule": {"effect": "|')).toContain('SHOW');
  });
  it('are the own fields where fields are named', () => {
    expect(labels('{"x-form": {"layouts": {"detail": {"type": "Control", "scope": "|"}}}}')).toEqual(['#/properties/name', '#/properties/price']);
    expect(labels('{"required": ["name", "|"]}')).toEqual(['name', 'price']);
    expect(labels('{"x-form": {"recordTitle": "|"}}')).toEqual(['name', 'price']);
  }); // prettier-ignore
  it('are written with the quotes that are missing', () => {
    const apply = (text: string, label: string) => at(text)?.options.find((option) => option.label === label)?.apply;
    expect(apply('{|', 'x-form')).toBe('"x-form": ');
    expect(apply('{"|"', 'x-form')).toBe('x-form');
    expect(apply('{"|', 'x-form')).toBe('x-form": ');
    expect(apply('{"type": |', 'object')).toBe('"object"');
    expect(apply('{"type": "|"', 'object')).toBe('object');
    expect(apply('{"additionalProperties": |', 'false')).toBe('false');
  });
  it.each(['|', '{"a" |', '{"type": "object" |', '{"properties": {"|'])('is nothing at %s', (text) =>
    expect(labels(text)).toEqual([]),
  );
});

describe('a place in a text that is being written', () => {
  it.each([
    ['{"a": {"b": [1, {"c": "|', 'a b 1 c value'],
    ['{"a": {"b": [1, {"c|": 2', 'a b 1 key'],
    ['{"a": {"b": [1, 2|', 'a b 1 value'],
    ['{"a": {}, "b": |', 'b value'],
    ['{"a": "x\\"y", "b": |', 'b value'],
  ])('%s', (text, place) => {
    const found = placeAt(text.replace('|', ''), text.indexOf('|'));
    expect([...(found?.path ?? []), found?.kind].join(' ')).toBe(place);
  });
});

describe('where a text stops being JSON', () => {
  it.each([
    ['{"a": 1,}', 8],
    ['{"a" 1}', 5],
    ['{a: 1}', 1],
    ['[1 2]', 3],
    ['{"a": tru}', 6],
    ['{"a": "x\ny"}', 6],
    ['{"a": 01}', 7],
    ['{} x', 3],
    ['', 0],
    ['{"a": [1, {"b": null}', 21],
  ])('%j at %i', (text, at) => {
    expect(syntaxFault(text)).toBe(at);
    expect(() => JSON.parse(text) as unknown).toThrow();
  });
  it('is nowhere in JSON', () => {
    const document = JSON.stringify({ a: [1, -2.5e3, 'x"\\y\u2028', null, true, {}, []], '': {} }, null, 2);
    expect(syntaxFault(document)).toBeNull();
    expect(syntaxFault(JSON.stringify(schema))).toBeNull();
  });
});
