import { placeAt } from './json-place';

type Schema = Record<string, unknown>;
export type JsonOption = { label: string; detail?: string; apply: string; type: 'property' | 'constant' };
export type JsonOptions = { from: number; options: JsonOption[]; validFor: RegExp };

const isSchema = (value: unknown): value is Schema => typeof value === 'object' && value !== null && !Array.isArray(value);
/** Members whose values name fields of the form, whatever their schema says. */
const fieldNames = new Set([
  'recordTitle',
  'required',
  'search',
  'duplicates',
  'unique',
  'indexes',
  'columns',
  'summary',
  'sort',
]);

/** What may stand at the cursor of a form's document, by its published schema and the keys of its own fields. */
export function completeJson(text: string, at: number, schema: Schema, fields: readonly string[]): JsonOptions | null {
  const place = placeAt(text, at);
  if (!place) return null;
  const nodes = place.path.reduce<Schema[]>(
    (now, step) => now.flatMap((node) => stepInto(node, step, schema)),
    open(schema, schema),
  );
  const found = place.kind === 'key' ? names(nodes, place.names, schema) : values(nodes, place.path, fields);
  const isInQuotes = place.isQuoted;
  const closed = text[at] === '"';
  const options = found
    .filter((option) => !isInQuotes || option.apply.startsWith('"'))
    .map((option) => ({ ...option, apply: isInQuotes ? unquoted(option.apply, closed) : option.apply }));
  return options.length > 0 ? { from: place.from, options, validFor: /^[\w#/$-]*$/ } : null;
}

/** Within quotes that are there already, behind which nothing is written when they are closed. */
function unquoted(apply: string, closed: boolean): string {
  const inner = apply.slice(1);
  return closed ? inner.slice(0, inner.lastIndexOf('"')) : inner;
}

/** A schema with all that it refers to, as far as its members are concerned. */
function open(schema: unknown, root: Schema, depth = 0): Schema[] {
  if (!isSchema(schema) || depth > 8) return [];
  const reference = schema['$ref'];
  if (typeof reference === 'string') {
    const target = reference.split('/').slice(1).reduce<unknown>((value, step) => (isSchema(value) ? value[step] : undefined), root); // prettier-ignore
    return open(target, root, depth + 1);
  }
  const parts = ['oneOf', 'anyOf', 'allOf'].flatMap((name) => (Array.isArray(schema[name]) ? (schema[name] as unknown[]) : []));
  // A condition tells what must be, not what may be written.
  const branches = ['then', 'else'].filter((name) => schema['if'] !== undefined && name in schema).map((name) => schema[name]);
  return [schema, ...[...parts, ...branches].flatMap((part) => open(part, root, depth + 1))];
}

function stepInto(node: Schema, step: string, root: Schema): Schema[] {
  const { properties, additionalProperties, items } = node;
  if (isSchema(properties) && properties[step] !== undefined) return open(properties[step], root);
  if (/^\d+$/.test(step) && items !== undefined) return open(items, root);
  return open(additionalProperties, root);
}

function names(nodes: readonly Schema[], taken: readonly string[], root: Schema): JsonOption[] {
  const found = new Map<string, JsonOption>();
  for (const node of nodes)
    for (const [name, schema] of Object.entries(isSchema(node['properties']) ? node['properties'] : {})) {
      if (taken.includes(name) || found.has(name) || schema === false) continue;
      found.set(name, { label: name, detail: kindOf(open(schema, root)), apply: `${JSON.stringify(name)}: `, type: 'property' });
    }
  return [...found.values()];
}

function values(nodes: readonly Schema[], path: readonly string[], fields: readonly string[]): JsonOption[] {
  const option = (value: unknown): JsonOption => ({ label: String(value), apply: JSON.stringify(value), type: 'constant' });
  if (path.at(-1) === 'scope') return fields.map((key) => option(`#/properties/${key}`));
  const member = path.findLast((step) => !/^\d+$/.test(step));
  if (member && fieldNames.has(member) && path[0] !== 'properties') return fields.map(option);
  const listed = nodes.flatMap((node) => (Array.isArray(node['enum']) ? (node['enum'] as unknown[]) : 'const' in node ? [node['const']] : []));
  const flags = nodes.some((node) => node['type'] === 'boolean') ? [true, false] : [];
  return [...new Set([...listed, ...flags])].map(option);
} // prettier-ignore

const kindOf = (nodes: readonly Schema[]): string | undefined => {
  const type = nodes.map((node) => node['type']).find((kind) => typeof kind === 'string');
  return type ?? (nodes.some((node) => Array.isArray(node['enum'])) ? 'string' : undefined);
};
