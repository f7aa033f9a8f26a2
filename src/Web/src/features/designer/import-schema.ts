import type { FieldSchema, FieldTypeKey, FormDocument, Text } from '@/api/types';
import { freeKey, keyFault, slug } from '@/lib/keys';
import { fieldTypes } from '@/fields/registry';
import { addField, setRequired } from './document';

/** What became of one thing in a foreign schema: taken, or why not. `path` is a JSON Pointer into that schema. */
export type ImportNote = { path: string; name: string; taken: boolean; reason?: ImportReason; detail?: string };
export type ImportReason =
  | 'noType' | 'nested' | 'list' | 'keyword' | 'renamed' | 'exists' | 'notObject'
  | 'ofForm' | 'nullable' | 'noProperty' | 'note' | 'cut' | 'unknownType'; // prettier-ignore
type Json = Record<string, unknown>;

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
const texts = ['minLength', 'maxLength', 'pattern'];
const numbers = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'];
const common = ['type', 'title', 'description', 'default', 'readOnly', 'x-field'];
/** What is said to people and programs about a schema, and of no value. */
const remarks = ['$id', '$comment', 'examples'];
const maxText = 1000;
type Reading = { type: FieldTypeKey; schema: Json; keeps: string[] };

/** Resolves a reference within the document; others are left as they are. */
function resolve(schema: Json, root: Json, depth = 0): Json {
  const reference = schema['$ref'];
  if (typeof reference !== 'string' || !reference.startsWith('#/') || depth > 8) return schema;
  const target = reference
    .slice(2)
    .split('/')
    .reduce<unknown>((value, step) => (isObject(value) ? value[step.replace(/~1/g, '/').replace(/~0/g, '~')] : undefined), root);
  return isObject(target)
    ? resolve({ ...target, ...Object.fromEntries(Object.entries(schema).filter(([name]) => name !== '$ref')) }, root, depth + 1)
    : schema;
}

const withoutNull = (values: unknown) => (Array.isArray(values) ? values.filter((value) => value !== null) : values);

/** One type where several are allowed only because it may be null. */
function typeOf(schema: Json): string | undefined {
  const { type } = schema;
  const named = Array.isArray(type) ? type.filter((item) => item !== 'null') : [type];
  if (named.length === 1 && typeof named[0] === 'string') return named[0];
  const values = withoutNull(schema['enum']);
  if (Array.isArray(values) && values.length > 0 && values.every((item) => typeof item === 'string')) return 'string';
  return undefined;
}

/** A property that was written for a form says itself what field it is. */
function readOwn(schema: Json): Reading | undefined {
  const own = schema['x-field'];
  const type = isObject(own) ? own['type'] : undefined;
  if (typeof type !== 'string' || !Object.hasOwn(fieldTypes, type)) return undefined;
  const keeps = ['format', 'enum', 'items', 'minItems', 'maxItems', 'uniqueItems', ...texts, ...numbers];
  return { type: type as FieldTypeKey, schema: { type: schema['type'] }, keeps };
}

function read(schema: Json): Reading | ImportReason {
  const own = readOwn(schema);
  if (own) return own;
  const type = typeOf(schema);
  const options = withoutNull(schema['enum']);
  switch (type) {
    case 'string':
      if (Array.isArray(options)) return { type: 'select', schema: { type: 'string' }, keeps: ['enum'] };
      if (schema['format'] === 'date') return { type: 'date', schema: { type: 'string', format: 'date' }, keeps: ['format'] };
      if (schema['format'] === 'date-time')
        return { type: 'dateTime', schema: { type: 'string', format: 'date-time' }, keeps: ['format'] };
      if (schema['format'] === 'email')
        return { type: 'email', schema: { type: 'string', format: 'email' }, keeps: ['format', ...texts] };
      if (schema['format'] === 'uri')
        return { type: 'url', schema: { type: 'string', format: 'uri' }, keeps: ['format', ...texts] };
      return { type: Number(schema['maxLength'] ?? 0) > 1000 ? 'longText' : 'text', schema: { type: 'string' }, keeps: texts };
    case 'integer':
      return { type: 'integer', schema: { type: 'integer' }, keeps: numbers };
    case 'number':
      return { type: 'decimal', schema: { type: 'number' }, keeps: numbers };
    case 'boolean':
      return { type: 'boolean', schema: { type: 'boolean' }, keeps: [] };
    case 'array':
      return readList(schema);
    case 'object':
      return 'nested';
    default:
      return 'noType';
  }
}

function readList(schema: Json): Reading | ImportReason {
  const items = schema['items'];
  const keys = isObject(items) && Array.isArray(items['enum']) ? items['enum'] : null;
  if (!keys?.every((item) => typeof item === 'string')) return 'list';
  return { type: 'multiSelect', schema: { type: 'array' }, keeps: ['items', 'minItems', 'maxItems', 'uniqueItems'] };
}

function toField(reading: Reading, schema: Json, name: string): FieldSchema {
  const title = typeof schema['title'] === 'string' && schema['title'] !== '' ? schema['title'] : name.replace(/[_-]+/g, ' ');
  const help =
    typeof schema['description'] === 'string' ? { help: { en: schema['description'].slice(0, maxText) } satisfies Text } : {};
  const kept = Object.fromEntries(
    reading.keeps.filter((keyword) => schema[keyword] !== undefined).map((keyword) => [keyword, withoutNull(schema[keyword])]),
  );
  const readOnly = typeof schema['readOnly'] === 'boolean' ? { readOnly: schema['readOnly'] } : {};
  if (readOwn(schema)) {
    // The id is that of another field.
    const own = Object.fromEntries(Object.entries(schema['x-field'] as Json).filter(([part]) => part !== 'id'));
    const field = { title: { en: title.slice(0, maxText) }, ...help, ...own } as unknown as FieldSchema['x-field'];
    return { ...reading.schema, ...kept, ...readOnly, title: title.slice(0, maxText), 'x-field': field };
  }
  const items = schema['items'] as Json | undefined;
  const values = withoutNull(
    reading.type === 'select' ? schema['enum'] : reading.type === 'multiSelect' ? items?.['enum'] : null,
  ) as string[] | null;
  const options = values ? { options: values.map((key) => ({ key, title: { en: key } })) } : {};
  const constant = schema['default'] !== undefined && schema['default'] !== null ? { default: schema['default'] } : {};
  return {
    ...reading.schema,
    ...kept,
    ...readOnly,
    ...(values && reading.type === 'multiSelect' && { items: { type: 'string', enum: values } }),
    title: title.slice(0, maxText),
    'x-field': { type: reading.type, title: { en: title.slice(0, maxText) }, ...help, ...options, ...constant },
  };
}

/** What of a property that became a field is not in it. */
function leftOut(reading: Reading, property: Json, path: string, name: string): ImportNote[] {
  const notes: ImportNote[] = [];
  const note = (keyword: string, reason: ImportReason, detail = keyword) =>
    notes.push({ path: `${path}/${keyword}`, name, taken: false, reason, detail });
  const isOwn = readOwn(property) !== undefined;
  const own = property['x-field'];
  for (const keyword of Object.keys(property)) {
    if (remarks.includes(keyword)) note(keyword, 'note');
    else if (!common.includes(keyword) && !reading.keeps.includes(keyword)) note(keyword, 'keyword');
  }
  if (isObject(own) && !isOwn) note('x-field', 'unknownType', String(own['type'] ?? ''));
  const nullable = [property['type'], property['enum']].some((list) => Array.isArray(list) && list.includes(null));
  if (!isOwn && (nullable || (Array.isArray(property['type']) && property['type'].includes('null')))) note('type', 'nullable');
  for (const keyword of ['title', 'description']) {
    const text = property[keyword];
    if (typeof text === 'string' && text.length > maxText) note(keyword, 'cut');
  }
  return notes;
}

const escaped = (name: string) => name.replace(/~/g, '~0').replace(/\//g, '~1');
type Part = { schema: Json; path: string };

/** The parts of a schema that is all of several, each with its place; any other is its own only part. */
function partsOf(schema: unknown, root: Json, path = '', depth = 0): Part[] {
  if (!isObject(schema)) return [];
  const resolved = resolve(schema, root);
  const all = depth < 8 && Array.isArray(resolved['allOf']) ? (resolved['allOf'] as unknown[]) : [];
  return [{ schema: resolved, path }, ...all.flatMap((part, index) => partsOf(part, root, `${path}/allOf/${index}`, depth + 1))];
}

const silent = ['$schema', '$ref', 'type', 'properties', 'required', 'definitions', '$defs', 'allOf'];
const ofForm = ['title', 'description', 'additionalProperties', 'x-form', '$id'];

/** What is said of the whole schema, beside its properties. */
function ofWhole({ schema, path }: Part): ImportNote[] {
  return Object.keys(schema)
    .filter((keyword) => !silent.includes(keyword))
    .map((keyword) => {
      const reason = ofForm.includes(keyword) ? 'ofForm' : remarks.includes(keyword) ? 'note' : 'keyword';
      return { path: `${path}/${keyword}`, name: '', taken: false, reason, detail: keyword };
    });
}

/** Adds the fields of any JSON Schema to a form. Nothing is dropped silently: each property, and each keyword of one that was taken, is named. */
export function importSchema(doc: FormDocument, schema: unknown): { doc: FormDocument; notes: ImportNote[] } {
  const notes: ImportNote[] = [];
  const parts = isObject(schema) ? partsOf(schema, schema) : [];
  if (!isObject(schema) || !parts.some((part) => isObject(part.schema['properties'])))
    return { doc, notes: [{ path: '', name: '', taken: false, reason: 'notObject' }] };
  const required = new Set(
    parts.flatMap((part) => (Array.isArray(part.schema['required']) ? (part.schema['required'] as unknown[]) : [])),
  );
  const seen = new Set<unknown>();
  let next = doc;
  const properties = parts.flatMap((part) =>
    isObject(part.schema['properties'])
      ? Object.entries(part.schema['properties']).map(([name, raw]) => ({ name, raw, path: `${part.path}/properties/${escaped(name)}` }))
      : [],
  ); // prettier-ignore
  for (const { name, raw, path } of properties) {
    seen.add(name);
    const property = isObject(raw) ? resolve(raw, schema) : {};
    const reading = read(property);
    if (typeof reading === 'string') {
      notes.push({ path, name, taken: false, reason: reading });
      continue;
    }
    if (next.properties[name]) {
      notes.push({ path, name, taken: false, reason: 'exists' });
      continue;
    }
    const key = keyFault(name) ? freeKey(slug(name), new Set(Object.keys(next.properties))) : name;
    next = addField(next, key, toField(reading, property, name));
    if (required.has(name)) next = setRequired(next, key, true);
    notes.push({ path, name, taken: true, ...(key !== name && { reason: 'renamed' as const, detail: key }) });
    notes.push(...leftOut(reading, property, path, name));
  }
  for (const name of required)
    if (!seen.has(name)) notes.push({ path: '/required', name: String(name), taken: false, reason: 'noProperty' });
  return { doc: next, notes: [...notes, ...parts.flatMap(ofWhole)] };
}
