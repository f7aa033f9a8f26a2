import type { FieldSchema, FormDocument, LayoutElement, LayoutRule } from '@/api/types';
import { freeKey } from '@/lib/keys';
import { detailOf, setDetail, setOnCreate, setRequired } from './document';
import { dropUndefined } from '@/lib/changed';
import { control, elementAt, findControl, insertAt, keyOf, mapTree, scopeOf, walk, type Path, type Place } from './layout-tree';
import { renameAll } from './rename';

/** A part of a form that was copied: what stands there, and the fields within it. */
export type Copied = { element: LayoutElement; fields: Record<string, CopiedField> };
type CopiedField = { schema: FieldSchema; isRequired: boolean; isOnCreate: boolean };

/** What stands at the path; a field that is on no place of the form comes as one with no settings of its place. */
export function copyOf(doc: FormDocument, path: Path | undefined, key?: string): Copied | undefined {
  const element = path ? elementAt(detailOf(doc), path) : key && doc.properties[key] ? control(key) : undefined;
  if (!element || path?.length === 0) return undefined;
  const create = doc['x-form'].layouts?.['create'];
  const fields: Copied['fields'] = {};
  for (const inner of walk(element).map((item) => keyOf(item.element))) {
    const schema = doc.properties[inner];
    if (schema)
      fields[inner] = {
        schema,
        isRequired: doc.required?.includes(inner) ?? false,
        isOnCreate: create !== undefined && findControl(create, inner) !== undefined,
      };
  }
  return { element, fields };
}

/** The type of layout that a copy needs a place for; a tab or column alone brings along what it stands in. */
const holders: Partial<Record<LayoutElement['type'], LayoutElement['type']>> = {
  Category: 'Categorization',
  VerticalLayout: 'HorizontalLayout',
};

/** Puts a copy at the place, with keys and ids of its own; what named a copied field within it names the copy. */
export function pasted(doc: FormDocument, copied: Copied, place: Place): { doc: FormDocument; path: Path; keys: string[] } {
  const taken = new Set(Object.keys(doc.properties));
  const names = new Map<string, string>();
  for (const key of Object.keys(copied.fields)) {
    // The copy of a copy counts on: price_2, price_3.
    const first = key.replace(/_\d+$/, '');
    const next = freeKey(taken.has(first) ? first : key, taken);
    taken.add(next);
    names.set(key, next);
  }
  const properties = { ...doc.properties };
  for (const [key, { schema }] of Object.entries(copied.fields))
    properties[names.get(key) ?? key] = ownSchema(schema, names, properties);
  const holder = holders[copied.element.type];
  const isHeld = elementAt(detailOf(doc), place.parent)?.type === holder;
  const copy = mapTree(copied.element, (element) => ownElement(element, names));
  const element = holder && !isHeld ? { type: holder, elements: [copy] } : copy;
  // Before the fields are there, so that a layout made from them does not take them in as well.
  const detail = insertAt(detailOf(doc), place, element);
  let next = setDetail({ ...doc, properties }, detail);
  for (const [key, { isRequired, isOnCreate }] of Object.entries(copied.fields)) {
    const name = names.get(key) ?? key;
    if (isRequired) next = setRequired(next, name, true);
    if (isOnCreate && next['x-form'].layouts?.['create']) next = setOnCreate(next, name, true, []);
  }
  return { doc: next, path: [...place.parent, place.index], keys: [...names.values()] };
}

function ownSchema(schema: FieldSchema, names: Map<string, string>, others: FormDocument['properties']): FieldSchema {
  const x = { ...schema['x-field'] };
  delete x.id;
  for (const name of ['formula', 'requiredWhen', 'readOnlyWhen'] as const)
    if (x[name] !== undefined) x[name] = renameAll(x[name], names);
  if (typeof x.default === 'object' && x.default && 'expr' in x.default)
    x.default = { expr: renameAll(String(x.default.expr), names) };
  if (x.narrow) x.narrow = { ...x.narrow, by: names.get(x.narrow.by) ?? x.narrow.by };
  // Formulas on the other side call a list by this name; two lists cannot share it.
  if (Object.values(others).some((other) => other['x-field'].reverseKey === x.reverseKey)) delete x.reverseKey;
  return { ...schema, 'x-field': x };
}

function ownElement(element: LayoutElement, names: Map<string, string>): LayoutElement {
  const key = keyOf(element);
  return dropUndefined({
    ...element,
    scope: key ? scopeOf(names.get(key) ?? key) : element.scope,
    rule: element.rule && ownRule(element.rule, names),
  });
}

/** Every `scope` of a condition, however deep it stands. */
const ownRule = (rule: LayoutRule, names: Map<string, string>): LayoutRule =>
  JSON.parse(JSON.stringify(rule), (member: string, value: unknown) => {
    const key = member === 'scope' && typeof value === 'string' ? value.replace('#/properties/', '') : '';
    return names.has(key) ? scopeOf(names.get(key) ?? key) : value;
  }) as LayoutRule;
