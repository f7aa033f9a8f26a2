import type { ReactNode } from 'react';
import { beforeAll, describe, expect, it } from 'vitest';
import type { FieldSchema, FormDocument } from '@/api/types';
import { anywhere, changed, firsts, keywords, unseen, type Path } from '@/test/keywords';
import { begin, forms, look } from '@/test/template';
import type { TypeSettings } from './actions';
import { DesignerContext, DesignerStore } from './designer-store';
import { IdentitySettings } from './form/identity-settings';
import { sections } from './form/sections';
import { OptionLine } from './settings/option-line';
import { FieldSettings } from './settings/field-settings';
import { loadTypeSettings, SettingsContext } from './type-settings';

/**
 * The shipped template can be built again with the designer alone: whatever its forms say, a setting shows it. Told by changing or
 * emptying each keyword of a form, after which its settings must look different.
 */
let types: TypeSettings;
beforeAll(async () => {
  await begin();
  types = await loadTypeSettings();
});

const designing = (doc: FormDocument, settings: ReactNode) =>
  look(
    <SettingsContext value={types}>
      <DesignerContext value={new DesignerStore(doc, null, null)}>{settings}</DesignerContext>
    </SettingsContext>,
  );

const panes = [IdentitySettings, ...sections.map(({ Section }) => Section)].map(
  (Settings) => (doc: FormDocument) => designing(doc, <Settings />),
);

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
  ...keywords(schema['x-field'], ['properties', key, 'x-field']).filter(
    ([, , , name, , member]) => name !== 'id' && name !== 'type' && !(name === 'options' && member === 'key'),
  ),
];
/** Options are drawn where there is room for them; none is here. */
const optionsOf = (schema: FieldSchema | undefined) =>
  schema?.['x-field'].options?.map((option, index) => (
    <OptionLine
      key={index}
      option={option}
      index={index}
      top={0}
      isFixed
      onChange={nothing}
      onMove={nothing}
      onRemove={nothing}
      onNext={nothing}
    />
  ));
const nothing = () => undefined;
const tabOf = (path: Path) => (path.includes('requiredWhen') || path.includes('readOnlyWhen') ? 'rules' : 'general');

describe('the shipped template', () => {
  it('says nothing of a form that its settings do not show', { timeout: 120_000 }, () => {
    const { seen, take } = firsts();
    const missing = forms.flatMap((doc) =>
      unseen(doc, take(ofForm(doc)), () => panes).map((path) => `${doc.$id} ${path.join('.')}`),
    );
    expect(missing).toEqual([]);
    expect(seen).toContain('x-form similar near within');
  });

  it('says nothing of a field that the settings of its type do not show', { timeout: 240_000 }, () => {
    const { seen, take } = firsts();
    const missing = forms.flatMap((doc) =>
      Object.entries(doc.properties).flatMap(([key, schema]) => {
        const pane = (tab: string) => (now: FormDocument) =>
          designing(now, <FieldSettings fieldKey={key} tab={tab} onTab={nothing} />);
        const options = (now: FormDocument) => look(optionsOf(now.properties[key]));
        const panesOfTab = { general: [pane('general'), options], rules: [pane('rules')] };
        // One field of a type tells for all.
        const kind = [schema['x-field'].type, 'formula' in schema['x-field']].join(' ');
        const paths = take(ofField(key, schema), (path) => `${kind} ${anywhere(path.slice(2))}`);
        return unseen(doc, paths, (path) => panesOfTab[tabOf(path)]).map((path) => `${doc.$id} ${path.join('.')}`);
      }),
    );
    expect(missing).toEqual([]);
    expect(seen).toContain('relation false x-field narrow by');
  });

  it('would be found out by this if it said what no setting shows', { timeout: 60_000 }, () => {
    const [doc] = forms;
    if (!doc) throw new Error('The template has no forms.');
    const more = { ...doc, 'x-form': { ...doc['x-form'], rules: ['x'] } } as FormDocument;
    expect(unseen(more, [['x-form', 'rules']], () => panes)).toEqual([['x-form', 'rules']]);
    expect(changed(more, ['x-form', 'rules'])).toEqual(doc);
  });
});
