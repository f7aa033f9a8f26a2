import type { FieldSchema, FormDocument, LayoutElement, LayoutRule, Text, XField } from '@/api/types';
import { dropUndefined } from '@/lib/changed';
import { renamedInForm, withoutField } from './form/mentions';
import {
  control,
  findControl,
  insertAt,
  keyOf,
  mapTree,
  scopeOf,
  updateAt,
  walk,
  without,
  type Path,
  type Place,
} from './layout-tree';
import { renameInExpression } from './rename';

/**
 * Pure edits of a form document: each answers a new document that shares with the old one what it did not change, or the same
 * object when nothing changed. The layout that is edited is `detail`; `create` follows as membership of fields.
 */

const generated = new WeakMap<FormDocument['properties'], LayoutElement>();

/** The detail layout, or one made from the fields in their order. */
export function detailOf(doc: FormDocument): LayoutElement {
  const stored = doc['x-form'].layouts?.['detail'];
  if (stored) return stored;
  let layout = generated.get(doc.properties);
  if (!layout) {
    const shown = Object.entries(doc.properties).filter(
      ([, schema]) => schema['x-field'].type !== 'stage' && !schema['x-field'].hidden,
    );
    layout = { type: 'VerticalLayout', elements: shown.map(([key]) => control(key)) };
    generated.set(doc.properties, layout);
  }
  return layout;
}

export const setForm = (doc: FormDocument, changes: Partial<FormDocument['x-form']>): FormDocument => ({
  ...doc,
  'x-form': dropUndefined({ ...doc['x-form'], ...changes }),
});

/** The title in both languages; JSON Schema's own `title` is the English one. */
export const setFormTitle = (doc: FormDocument, title: Text): FormDocument => ({
  ...setForm(doc, { title }),
  title: title.en || title['zh-CN'] || doc.$id,
});

export function setDetail(doc: FormDocument, layout: LayoutElement): FormDocument {
  if (doc['x-form'].layouts?.['detail'] === layout) return doc;
  return setForm(doc, { layouts: { ...doc['x-form'].layouts, detail: layout } });
}

export function setField(doc: FormDocument, key: string, change: (schema: FieldSchema) => FieldSchema): FormDocument {
  const schema = doc.properties[key];
  if (!schema) return doc;
  const next = change(schema);
  return next === schema ? doc : { ...doc, properties: { ...doc.properties, [key]: next } };
}

/** Other settings of a field; what is undefined goes. */
export const setX = (schema: FieldSchema, changes: Partial<FieldSchema['x-field']>): FieldSchema => ({
  ...schema,
  'x-field': dropUndefined({ ...schema['x-field'], ...changes }),
});

export const setFieldTitle = (doc: FormDocument, key: string, title: Text): FormDocument =>
  setField(doc, key, (schema) => ({
    ...schema,
    title: title.en || title['zh-CN'] || key,
    'x-field': { ...schema['x-field'], title },
  }));

export function setRequired(doc: FormDocument, key: string, isRequired: boolean): FormDocument {
  const required = doc.required ?? [];
  if (required.includes(key) === isRequired) return doc;
  return { ...doc, required: isRequired ? [...required, key] : required.filter((item) => item !== key) };
}

export function addField(doc: FormDocument, key: string, schema: FieldSchema, place?: Place): FormDocument {
  const layout = detailOf(doc);
  const added = { ...doc, properties: { ...doc.properties, [key]: schema } };
  const at = place ?? { parent: [], index: layout.elements?.length ?? 0 };
  return schema['x-field'].type === 'stage' && !place ? added : setDetail(added, insertAt(layout, at, control(key)));
}

/** A field that is on no layout comes onto the form. */
export const placeField = (doc: FormDocument, key: string, place: Place): FormDocument =>
  setDetail(doc, insertAt(detailOf(doc), place, control(key)));

/** Takes a field out of the document and out of everything in it that names it. */
export function removeField(doc: FormDocument, key: string): FormDocument {
  if (!doc.properties[key]) return doc;
  const properties = { ...doc.properties };
  delete properties[key];
  const form = withoutField(doc['x-form'], key);
  return {
    ...setRequired(doc, key, false),
    properties: mapFields(properties, (schema) => withoutInField(schema, key, doc.$id)),
    'x-form': dropUndefined({
      ...form,
      recordTitle: form.recordTitle === key ? firstText(properties) : form.recordTitle,
      layouts: form.layouts && mapLayouts(form.layouts, (layout) => without(layout, (element) => keyOf(element) === key)),
    }),
  };
}

/** Gives a field that was never published another key, everywhere. */
export function renameField(doc: FormDocument, from: string, to: string): FormDocument {
  if (from === to || !doc.properties[from] || doc.properties[to]) return doc;
  const form = renamedInForm(doc['x-form'], from, to);
  return {
    ...doc,
    ...(doc.required && { required: doc.required.map((key) => (key === from ? to : key)) }),
    properties: Object.fromEntries(
      Object.entries(doc.properties).map(([key, schema]) => [key === from ? to : key, renameInField(schema, from, to, doc.$id)]),
    ),
    'x-form': dropUndefined({
      ...form,
      layouts:
        form.layouts && mapLayouts(form.layouts, (layout) => mapTree(layout, (element) => renameInElement(element, from, to))),
    }),
  };
}

function renameInField(schema: FieldSchema, from: string, to: string, form: string): FieldSchema {
  const x = { ...schema['x-field'] };
  for (const name of ['formula', 'requiredWhen', 'readOnlyWhen'] as const)
    if (x[name] !== undefined) x[name] = renameInExpression(x[name], from, to);
  if (typeof x.default === 'object' && x.default && 'expr' in x.default)
    x.default = { expr: renameInExpression(String(x.default.expr), from, to) };
  if (x.narrow) x.narrow = renamedNarrow(x.narrow, from, to, x.form === form);
  if (x.offer && x.form === form && x.offer.while === from) x.offer = { ...x.offer, while: to };
  const same = (Object.keys(x) as (keyof typeof x)[]).every((name) => name === 'default' || x[name] === schema['x-field'][name]);
  return same && JSON.stringify(x.default) === JSON.stringify(schema['x-field'].default) ? schema : { ...schema, 'x-field': x };
}

/** A relation offers the records of its own form as well, whose fields then are those of this one. */
function renamedNarrow(narrow: NonNullable<XField['narrow']>, from: string, to: string, isOwn: boolean) {
  const next = { field: isOwn && narrow.field === from ? to : narrow.field, by: narrow.by === from ? to : narrow.by };
  return next.field === narrow.field && next.by === narrow.by ? narrow : next;
}

function withoutInField(schema: FieldSchema, key: string, form: string): FieldSchema {
  const { narrow, offer, form: target } = schema['x-field'];
  const isOwn = target === form;
  const losesNarrow = narrow && (narrow.by === key || (isOwn && narrow.field === key));
  const losesOffer = offer && isOwn && offer.while === key;
  if (!losesNarrow && !losesOffer) return schema;
  return setX(schema, { ...(losesNarrow && { narrow: undefined }), ...(losesOffer && { offer: undefined }) });
}

function renameInElement(element: LayoutElement, from: string, to: string): LayoutElement {
  const scope = element.scope === scopeOf(from) ? scopeOf(to) : element.scope;
  const rule =
    element.rule &&
    (JSON.parse(
      JSON.stringify(element.rule).replaceAll(JSON.stringify(scopeOf(from)), JSON.stringify(scopeOf(to))),
    ) as LayoutRule);
  return scope === element.scope && JSON.stringify(rule) === JSON.stringify(element.rule)
    ? element
    : dropUndefined({ ...element, scope, rule });
}

/** The condition under which a field is shown, the same on every layout. */
export function setFieldRule(doc: FormDocument, key: string, rule: LayoutRule | undefined): FormDocument {
  const layouts = { ...doc['x-form'].layouts, detail: detailOf(doc) };
  const change = (element: LayoutElement) => (keyOf(element) === key ? dropUndefined({ ...element, rule }) : element);
  return setForm(doc, { layouts: mapLayouts(layouts, (layout) => mapTree(layout, change)) });
}

export const updateElement = (doc: FormDocument, path: Path, change: (element: LayoutElement) => LayoutElement): FormDocument =>
  setDetail(doc, updateAt(detailOf(doc), path, change));

/** Takes a section away and leaves what was in it in its place. */
export function unwrap(doc: FormDocument, path: Path): FormDocument {
  const index = path.at(-1);
  if (index === undefined) return doc;
  const contents = (element: LayoutElement): LayoutElement[] =>
    element.type === 'Control' || element.type === 'Label' || element.type === 'Group'
      ? [element]
      : (element.elements ?? []).flatMap(contents);
  const layout = updateAt(detailOf(doc), path.slice(0, -1), (parent) => {
    const gone = parent.elements?.[index];
    if (!gone) return parent;
    const kept = gone.type === 'Label' ? [] : (gone.elements ?? []).flatMap(contents);
    // What a tab held goes to the tab before it; the tabs themselves hold nothing but tabs.
    if (gone.type === 'Category') return withoutTab(parent, index, kept);
    return { ...parent, elements: (parent.elements ?? []).toSpliced(index, 1, ...kept) };
  });
  return setDetail(doc, layout);
}

function withoutTab(parent: LayoutElement, index: number, kept: LayoutElement[]): LayoutElement {
  const tabs = (parent.elements ?? []).toSpliced(index, 1);
  const heir = Math.max(0, index - 1);
  const tab = tabs[heir];
  if (!tab) return kept.length === 0 ? { ...parent, elements: [] } : parent;
  return { ...parent, elements: tabs.with(heir, { ...tab, elements: [...(tab.elements ?? []), ...kept] }) };
}

/** Fields that stand on no place of the form. */
export function unplaced(doc: FormDocument): string[] {
  const placed = new Set(walk(detailOf(doc)).map(({ element }) => keyOf(element)));
  return Object.keys(doc.properties).filter((key) => !placed.has(key));
}

export const isOnCreate = (doc: FormDocument, key: string, generatedKeys: readonly string[]): boolean => {
  const layout = doc['x-form'].layouts?.['create'];
  return layout ? findControl(layout, key) !== undefined : generatedKeys.includes(key);
};

/** Ticks a field on or off the create form, which keeps the order of the detail layout. */
export function setOnCreate(doc: FormDocument, key: string, isOn: boolean, generatedKeys: readonly string[]): FormDocument {
  const layout: LayoutElement = doc['x-form'].layouts?.['create'] ?? {
    type: 'VerticalLayout',
    elements: generatedKeys.map(control),
  };
  const detail = detailOf(doc);
  if (!isOn)
    return setForm(doc, { layouts: { ...doc['x-form'].layouts, create: without(layout, (element) => keyOf(element) === key) } });
  if (findControl(layout, key)) return doc;
  const order = walk(detail).map(({ element }) => keyOf(element));
  const before = order.slice(0, order.indexOf(key)).reverse();
  const neighbour = before.map((item) => item && findControl(layout, item)).find((path) => path);
  const place = neighbour
    ? { parent: neighbour.slice(0, -1), index: (neighbour.at(-1) ?? 0) + 1 }
    : { parent: [], index: layout.elements?.length ?? 0 };
  const path = findControl(detail, key);
  const source = path && walk(detail).find((item) => item.path.join() === path.join())?.element;
  return setForm(doc, { layouts: { ...doc['x-form'].layouts, create: insertAt(layout, place, source ?? control(key)) } });
}

export const newForm = (key: string, title: Text): FormDocument => ({
  $schema: 'http://json-schema.org/draft-07/schema#',
  $id: key,
  title: title.en || title['zh-CN'] || key,
  type: 'object',
  'x-form': {
    title,
    icon: 'list',
    nav: true,
    recordTitle: 'name',
    search: ['name'],
    layouts: { detail: { type: 'VerticalLayout', elements: [control('name')] } },
  },
  required: ['name'],
  properties: { name: { type: 'string', title: 'Name', 'x-field': { type: 'text', title: { en: 'Name', 'zh-CN': '名称' } } } },
});

const firstText = (properties: FormDocument['properties']) =>
  Object.keys(properties).find((key) => properties[key]?.['x-field'].type === 'text') ?? Object.keys(properties)[0] ?? '';

const mapFields = (properties: FormDocument['properties'], change: (schema: FieldSchema) => FieldSchema) =>
  Object.fromEntries(Object.entries(properties).map(([key, schema]) => [key, change(schema)]));

const mapLayouts = (layouts: Record<string, LayoutElement>, change: (layout: LayoutElement) => LayoutElement) =>
  Object.fromEntries(Object.entries(layouts).map(([purpose, layout]) => [purpose, change(layout)]));
