import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { act, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { beforeAll, describe, expect, it } from 'vitest';
import { formQuery, formsQuery, pipelinesQuery } from '@/api/forms';
import type { FieldSchema, FormDocument, FormInfo, Pipeline } from '@/api/types';
import type { TypeSettings } from './actions';
import { DesignerContext, DesignerStore } from './designer-store';
import { IdentitySettings } from './form/identity-settings';
import { sections } from './form/sections';
import { FieldSettings } from './settings/field-settings';
import { loadTypeSettings, SettingsContext } from './type-settings';

/**
 * The shipped template can be built again with the designer alone: whatever its forms say, a setting shows it. Told by taking each keyword
 * out of a form, after which its settings must look different.
 */
const folder = join(process.cwd(), '../../templates/opportunity');
const read = <T,>(path: string) => JSON.parse(readFileSync(join(folder, path), 'utf8')) as T;
const forms = readdirSync(join(folder, 'forms')).map((file) => read<FormDocument>(`forms/${file}`));
const pipelines = readdirSync(join(folder, 'pipelines')).map((file) => read<Pipeline>(`pipelines/${file}`));

let types: TypeSettings;
beforeAll(async () => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  types = await loadTypeSettings();
});

/** What is in the cache is all there is. */
const client = new QueryClient({ defaultOptions: { queries: { enabled: false, gcTime: Infinity } } });
const infos = forms.map((doc): Partial<FormInfo> => ({
  key: doc.$id,
  title: doc['x-form'].title,
  recordTitle: 'name',
  order: 1,
}));
client.setQueryData(formsQuery.queryKey, infos as FormInfo[]);
client.setQueryData(pipelinesQuery.queryKey, pipelines);
for (const doc of forms) client.setQueryData(formQuery(doc.$id).queryKey, doc);

function look(doc: FormDocument, settings: ReactNode): string {
  const box = document.createElement('div');
  const root = createRoot(box);
  act(() =>
    root.render(
      <QueryClientProvider client={client}>
        <SettingsContext value={types}>
          <DesignerContext value={new DesignerStore(doc, null, null)}>{settings}</DesignerContext>
        </SettingsContext>
      </QueryClientProvider>,
    ),
  );
  const html = box.innerHTML;
  act(() => root.unmount());
  // Ids are numbered on and on.
  return html.replace(/ (id|for|name|aria-(labelledby|describedby|controls|owns))="[^"]*"/g, '');
}

const panes = [IdentitySettings, ...sections.map(({ Section }) => Section)];
const fieldSettings = (key: string, tab: string) => <FieldSettings fieldKey={key} tab={tab} onTab={() => undefined} />;

type Path = (string | number)[];
type Members = Record<string | number, unknown>;
const membersOf = (value: unknown): [string, unknown][] =>
  typeof value === 'object' && value !== null ? Object.entries(value) : [];

/** Every keyword, and those within; texts by language and lists are one, and numbers within a list's items one each. */
function keywords(value: unknown, at: Path): Path[] {
  return membersOf(value).flatMap(([name, inner]) => {
    const path = [...at, name];
    if (Array.isArray(inner)) return [path, ...inner.flatMap((item, index) => numbers(item, [...path, index]))];
    return membersOf(inner).some(([key]) => key === 'en') ? [path] : [path, ...keywords(inner, path)];
  });
}
const numbers = (item: unknown, at: Path): Path[] =>
  membersOf(item).flatMap(([name, value]) => (typeof value === 'number' ? [[...at, name]] : []));

/** The same with the opposite of a yes or no there, and without anything else. */
function changed<T>(value: T, [step, ...rest]: Path): T {
  if (step === undefined) return value;
  if (Array.isArray(value)) return value.with(Number(step), changed(value[Number(step)], rest)) as T;
  const copy = { ...(value as Members) };
  if (rest.length > 0) copy[step] = changed(copy[step], rest);
  else if (typeof copy[step] === 'boolean') copy[step] = !copy[step];
  else delete copy[step];
  return copy as T;
}

// A layout is drawn on the canvas; what a filter says is the business of the editor of filters.
const ofForm = (doc: FormDocument) =>
  keywords(doc['x-form'], ['x-form']).filter(
    ([, name, inner, deeper]) => name !== 'layouts' && !((inner === 'for' || inner === 'among') && deeper !== undefined),
  );

/** What a new field of a type brings along, and what follows from its title, its options or its formula. */
const given = new Set(['type', 'title', 'format', 'readOnly', 'enum', 'items', 'uniqueItems', 'x-field']);
const ofField = (key: string, schema: FieldSchema): Path[] => [
  ...Object.keys(schema)
    .filter((name) => !given.has(name))
    .map((name) => ['properties', key, name]),
  ...keywords(schema['x-field'], ['properties', key, 'x-field']).filter(([, , , name]) => name !== 'id' && name !== 'type'),
];
const tabOf = (path: Path) => (path.includes('requiredWhen') || path.includes('readOnlyWhen') ? 'rules' : 'general');

describe('the shipped template', () => {
  it('says nothing of a form that its settings do not show', { timeout: 120_000 }, () => {
    const seen = new Set<string>();
    let likely = 0;
    const unseen = forms.flatMap((doc) => {
      const fresh = ofForm(doc).filter((path) => !seen.has(String(path)));
      fresh.forEach((path) => seen.add(String(path)));
      const wholes = panes.map((Pane) => (fresh.length > 0 ? look(doc, <Pane />) : ''));
      const shows = (index: number, path: Path) => {
        const Pane = panes[index] ?? IdentitySettings;
        return look(changed(doc, path), <Pane />) !== wholes[index];
      };
      // Keywords that stand together are mostly set together.
      const isShown = (path: Path) => {
        if (shows(likely, path)) return true;
        const found = panes.findIndex((_, at) => at !== likely && shows(at, path));
        if (found >= 0) likely = found;
        return found >= 0;
      };
      return fresh.filter((path) => !isShown(path)).map((path) => `${doc.$id} ${path.join('.')}`);
    });
    expect(unseen).toEqual([]);
    expect(seen).toContain('x-form,similar,near,0,within');
  });

  it('says nothing of a field that the settings of its type do not show', { timeout: 240_000 }, () => {
    const seen = new Set<string>();
    const unseen = forms.flatMap((doc) =>
      Object.entries(doc.properties).flatMap(([key, schema]) => {
        const name = (path: Path) => [schema['x-field'].type, 'formula' in schema['x-field'], ...path.slice(2)].join(' ');
        // One field of a type tells for all.
        const fresh = ofField(key, schema).filter((path) => !seen.has(name(path)));
        fresh.forEach((path) => seen.add(name(path)));
        const wholes = new Map([...new Set(fresh.map(tabOf))].map((tab) => [tab, look(doc, fieldSettings(key, tab))]));
        const isShown = (path: Path) => look(changed(doc, path), fieldSettings(key, tabOf(path))) !== wholes.get(tabOf(path));
        return fresh.filter((path) => !isShown(path)).map((path) => `${doc.$id} ${path.join('.')}`);
      }),
    );
    expect(unseen).toEqual([]);
    expect(seen).toContain('relation false x-field narrow by');
  });

  it('would be found out by this if it said what no setting shows', () => {
    const [doc] = forms;
    if (!doc) throw new Error('The template has no forms.');
    const more = { ...doc, 'x-form': { ...doc['x-form'], rules: ['x'] } } as FormDocument;
    for (const Pane of panes) expect(look(changed(more, ['x-form', 'rules']), <Pane />)).toBe(look(more, <Pane />));
  });
});
