import type { FieldSchema, FieldTypeKey, FormDocument, Text } from '@/api/types';
import { freeKey, keyFault, slug } from '@/lib/keys';
import { addField, setRequired } from './document';

/** What became of one thing in a foreign schema: taken, or why not. `path` is a JSON Pointer into that schema. */
export type ImportNote = { path: string; name: string; taken: boolean; reason?: ImportReason; detail?: string };
export type ImportReason = 'noType' | 'nested' | 'list' | 'keyword' | 'renamed' | 'exists' | 'notObject';
type Json = Record<string, unknown>;

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
const texts = ['minLength', 'maxLength', 'pattern'];
const numbers = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'];
const common = ['type', 'title', 'description', 'default', 'readOnly', '$id', '$comment', 'examples', 'x-field'];
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

/** One type where several are allowed only because it may be null. */
function typeOf(schema: Json): string | undefined {
  const { type } = schema;
  const named = Array.isArray(type) ? type.filter((item) => item !== 'null') : [type];
  if (named.length === 1 && typeof named[0] === 'string') return named[0];
  if (Array.isArray(schema['enum']) && schema['enum'].every((item) => typeof item === 'string')) return 'string';
  return undefined;
}

function read(schema: Json): Reading | ImportReason {
  const type = typeOf(schema);
  const options = schema['enum'];
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
    typeof schema['description'] === 'string' ? { help: { en: schema['description'].slice(0, 1000) } satisfies Text } : {};
  const kept = Object.fromEntries(
    reading.keeps.filter((keyword) => schema[keyword] !== undefined).map((keyword) => [keyword, schema[keyword]]),
  );
  const items = schema['items'] as Json | undefined;
  const values = (reading.type === 'select' ? schema['enum'] : reading.type === 'multiSelect' ? items?.['enum'] : null) as
    string[] | null;
  const options = values ? { options: values.map((key) => ({ key, title: { en: key } })) } : {};
  const constant = schema['default'] !== undefined && schema['default'] !== null ? { default: schema['default'] } : {};
  return {
    ...reading.schema,
    ...kept,
    ...(values && reading.type === 'multiSelect' && { items: { type: 'string', enum: values } }),
    title: title.slice(0, 1000),
    'x-field': { type: reading.type, title: { en: title.slice(0, 1000) }, ...help, ...options, ...constant },
  };
}

/** Adds the fields of any JSON Schema to a form. Nothing is dropped silently: each property, and each keyword of one that was taken, is named. */
export function importSchema(doc: FormDocument, schema: unknown): { doc: FormDocument; notes: ImportNote[] } {
  const notes: ImportNote[] = [];
  if (!isObject(schema) || !isObject(resolve(schema, schema)['properties']))
    return { doc, notes: [{ path: '', name: '', taken: false, reason: 'notObject' }] };
  const root = resolve(schema, schema);
  const required = new Set(Array.isArray(root['required']) ? (root['required'] as unknown[]) : []);
  let next = doc;
  for (const [name, raw] of Object.entries(root['properties'] as Json)) {
    const path = `/properties/${name.replace(/~/g, '~0').replace(/\//g, '~1')}`;
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
    for (const keyword of Object.keys(property))
      if (!common.includes(keyword) && !reading.keeps.includes(keyword))
        notes.push({ path: `${path}/${keyword}`, name, taken: false, reason: 'keyword', detail: keyword });
  }
  const known = [
    '$schema',
    '$id',
    '$ref',
    'title',
    'description',
    'type',
    'properties',
    'required',
    'additionalProperties',
    'definitions',
    '$defs',
    'x-form',
    '$comment',
    'examples',
  ];
  for (const keyword of Object.keys(root))
    if (!known.includes(keyword)) notes.push({ path: `/${keyword}`, name: '', taken: false, reason: 'keyword', detail: keyword });
  return { doc: next, notes };
}
