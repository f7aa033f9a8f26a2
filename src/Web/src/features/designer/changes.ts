import type { FieldSchema, FormDocument, FormView, Text } from '@/api/types';
import { same } from '@/lib/same';
import { parentDefault } from './settings/parent-default';

export type Aspect =
  | 'title' | 'help' | 'required' | 'optional' | 'limits' | 'options' | 'default' | 'formula' | 'unique' | 'rules' | 'target' | 'link' | 'other'; // prettier-ignore
/** A default that is now a field of the record that a relation, called `relation`, points to. */
export type Begins = { relation: Text; form: string; field: string };
/** What a form's own settings call the keywords of a form; `other` has no setting. */
const ofForm = {
  title: 'formTitle', plural: 'plural', icon: 'icon', color: 'color', nav: 'nav', order: 'order', recordTitle: 'recordTitle', search: 'search',
  indexes: 'indexes', nameFrom: 'nameFrom', duplicates: 'duplicates', unique: 'uniqueSets', access: 'follows', timeline: 'timelineBy',
  similar: 'similar',
} as const; // prettier-ignore
export type FormSetting = (typeof ofForm)[keyof typeof ofForm] | 'listColumns' | 'listSort' | 'other';
/** One difference between two versions of a form, for people. */
export type Change =
  | { kind: 'added' | 'removed' | 'retyped'; field: string; title: Text }
  | { kind: 'changed'; field: string; title: Text; before: Text; aspects: Aspect[]; begins?: Begins }
  | { kind: 'views'; views: FormView[] | undefined; field?: undefined }
  | { kind: 'form'; settings: FormSetting[]; field?: undefined }
  | { kind: 'layout'; field?: undefined };

const titleOf = (schema: FieldSchema, key: string): Text => ({
  en: schema['x-field'].title?.en ?? schema.title ?? key,
  ...schema['x-field'].title,
});
const inSchema: Partial<Record<string, Aspect>> = {
  title: 'title', minLength: 'limits', maxLength: 'limits', pattern: 'limits', minimum: 'limits', maximum: 'limits', exclusiveMinimum: 'limits',
  exclusiveMaximum: 'limits', multipleOf: 'limits', minItems: 'limits', maxItems: 'limits', enum: 'options', items: 'options',
}; // prettier-ignore
const inSettings: Partial<Record<string, Aspect>> = {
  title: 'title', help: 'help', placeholder: 'help', options: 'options', default: 'default', formula: 'formula', stored: 'formula', unique: 'unique',
  earliest: 'limits', latest: 'limits', requiredWhen: 'rules', readOnlyWhen: 'rules', form: 'target', forms: 'target', reverse: 'target', reverseKey: 'target', pipeline: 'target',
  narrow: 'link', offer: 'link', inTimeline: 'link',
}; // prettier-ignore

/** What another type brings with it, and needs no words of its own. */
const ofType = new Set<Aspect>(['limits', 'options', 'target', 'link', 'other', 'default']);

function aspects(before: FieldSchema, after: FieldSchema): Set<Aspect> {
  const found = new Set<Aspect>();
  const compare = (a: object, b: object, names: Partial<Record<string, Aspect>>, skip: string) => {
    for (const name of new Set([...Object.keys(a), ...Object.keys(b)]))
      if (name !== skip && !same((a as Record<string, unknown>)[name], (b as Record<string, unknown>)[name]))
        found.add(names[name] ?? 'other');
  };
  compare(before, after, inSchema, 'x-field');
  // An id is given by the server and means nothing to people.
  compare({ ...before['x-field'], id: '' }, { ...after['x-field'], id: '' }, inSettings, 'id');
  return found;
}

function beginsOf(schema: FieldSchema, doc: FormDocument): Begins | undefined {
  const parent = parentDefault(schema['x-field'].default, doc);
  const relation = parent && doc.properties[parent.relation];
  return relation && { relation: titleOf(relation, parent.relation), form: relation['x-field'].form ?? '', field: parent.field };
}

/** The settings of the form itself that differ, by the keyword that holds them. */
function formSettings(before: FormDocument, after: FormDocument): FormSetting[] {
  const [was, now]: Record<string, unknown>[] = [before['x-form'], after['x-form']];
  const found = new Set<FormSetting>();
  if (before.title !== after.title) found.add('formTitle');
  for (const name of new Set([...Object.keys(ofForm), ...Object.keys({ ...was, ...now })])) {
    if (['layouts', 'views', 'list'].includes(name) || same(was?.[name], now?.[name])) continue;
    found.add(ofForm[name as keyof typeof ofForm] ?? 'other');
  }
  const [wasList, list] = [before['x-form'].list, after['x-form'].list];
  if (!same(wasList?.columns, list?.columns)) found.add('listColumns');
  if (wasList?.sort !== list?.sort) found.add('listSort');
  return [...found];
}

/** What differs, field by field in the order of the newer one; then the form's own settings and how it is laid out. */
export function changesBetween(before: FormDocument | null, after: FormDocument): Change[] {
  const changes: Change[] = [];
  const old = before?.properties ?? {};
  for (const [key, schema] of Object.entries(after.properties)) {
    const was = old[key];
    const title = titleOf(schema, key);
    if (!was) {
      changes.push({ kind: 'added', field: key, title });
      continue;
    }
    const isRetyped = was['x-field'].type !== schema['x-field'].type;
    if (isRetyped) changes.push({ kind: 'retyped', field: key, title });
    const found = aspects(was, schema);
    const [wasRequired, isRequired] = [before, after].map((doc) => doc?.required?.includes(key) ?? false);
    if (wasRequired !== isRequired) found.add(isRequired ? 'required' : 'optional');
    const told = [...found].filter((aspect) => !isRetyped || !ofType.has(aspect));
    const begins = found.has('default') ? beginsOf(schema, after) : undefined;
    if (told.length > 0)
      changes.push({ kind: 'changed', field: key, title, before: titleOf(was, key), aspects: told, ...(begins && { begins }) });
  }
  for (const [key, schema] of Object.entries(old))
    if (!after.properties[key]) changes.push({ kind: 'removed', field: key, title: titleOf(schema, key) });
  if (!before) return changes;
  const settings = formSettings(before, after);
  if (settings.length > 0) changes.push({ kind: 'form', settings });
  const [was, now] = [before['x-form'], after['x-form']];
  if (!same(was.views, now.views)) changes.push({ kind: 'views', views: now.views });
  if (!same(was.layouts, now.layouts)) changes.push({ kind: 'layout' });
  return changes;
}
