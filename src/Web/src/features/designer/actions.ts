import type { FieldTypeKey, LayoutElement, Text } from '@/api/types';
import type { FieldSettings } from '@/fields/settings';
import { freeKey, keyFromLabel } from '@/lib/keys';
import { copyOf, pasted } from './clipboard';
import type { DesignerStore } from './designer-store';
import { selectedPath } from './designer-store';
import { addField, detailOf, placeField, removeField, setDetail, setFieldTitle, unwrap } from './document';
import { childrenOf, elementAt, insertAt, mayContain, moveTo, pathKey, step, type Path, type Place } from './layout-tree';

export type LayoutKind = 'section' | 'columns' | 'tabs' | 'label';
export type TypeSettings = Record<FieldTypeKey, FieldSettings>;

const elements: Record<LayoutKind, (title: Text) => LayoutElement> = {
  section: (title) => ({ type: 'Group', label: title.en ?? title['zh-CN'], options: { title }, elements: [] }),
  columns: () => ({
    type: 'HorizontalLayout',
    elements: [
      { type: 'VerticalLayout', elements: [] },
      { type: 'VerticalLayout', elements: [] },
    ],
  }),
  tabs: (title) => ({
    type: 'Categorization',
    elements: [1, 2].map((number) => ({ type: 'Category', ...numbered(title, number), elements: [] })),
  }),
  label: (title) => ({ type: 'Label', text: title.en ?? title['zh-CN'], options: { title } }),
};
const numbered = (title: Text, number: number) => {
  const shown = Object.fromEntries(Object.entries(title).map(([language, text]) => [language, `${text} ${number}`])) as Text;
  return { label: shown.en ?? shown['zh-CN'], options: { title: shown } };
};

/** Behind what is selected, or within it when it is an empty section; at the end when nothing is. */
export function placeFor(store: DesignerStore, type: LayoutElement['type']): Place {
  const root = detailOf(store.doc());
  let path = selectedPath(store);
  const selected = path && elementAt(root, path);
  if (path && selected && path.length > 0 && mayContain(selected.type, type) && selected.type !== 'HorizontalLayout')
    return { parent: path, index: childrenOf(selected).length };
  while (path && path.length > 0) {
    const parent = path.slice(0, -1);
    if (mayContain(elementAt(root, parent)?.type ?? 'VerticalLayout', type)) return { parent, index: (path.at(-1) ?? 0) + 1 };
    path = parent;
  }
  return { parent: [], index: childrenOf(root).length };
}

export function addType(store: DesignerStore, settings: FieldSettings, title: Text, place?: Place, formula = false): string {
  const { blank } = settings;
  const label = title.en ?? title['zh-CN'] ?? '';
  const key = freeKey(formula ? 'formula' : '', new Set(Object.keys(store.doc().properties)));
  const schema = {
    ...blank,
    title: label,
    ...(formula && { readOnly: true }),
    'x-field': { ...blank['x-field'], title, ...(formula && { formula: '' }) },
  };
  const at = place ?? placeFor(store, 'Control');
  store.edit((doc) =>
    blank['x-field'].type === 'stage' && !place ? addField(doc, key, schema) : addField(doc, key, schema, at),
  );
  store.follow(key);
  store.select({ kind: 'field', key });
  return key;
}

export function addLayout(store: DesignerStore, kind: LayoutKind, title: Text, place?: Place) {
  const element = elements[kind](title);
  const at = place ?? placeFor(store, element.type);
  store.edit((doc) => setDetail(doc, insertAt(detailOf(doc), at, element)));
  store.select({ kind: 'element', path: [...at.parent, at.index] });
}

export function putOnForm(store: DesignerStore, key: string, place?: Place) {
  const at = place ?? placeFor(store, 'Control');
  store.edit((doc) => placeField(doc, key, at));
  store.select({ kind: 'field', key });
}

export function moveElement(store: DesignerStore, from: Path, to: Place) {
  const moved = moveTo(detailOf(store.doc()), from, to);
  if (pathKey(moved.path) === pathKey(from)) return;
  store.edit((doc) => setDetail(doc, moved.root));
  store.select({ kind: 'element', path: moved.path });
}

/** One place up or down, through sections; answers whether it could. */
export function nudge(store: DesignerStore, direction: -1 | 1): boolean {
  const path = selectedPath(store);
  const place = path && step(detailOf(store.doc()), path, direction);
  if (!path || !place) return false;
  moveElement(store, path, place);
  return true;
}

/** Deletes the selected field or takes the selected section away; the neighbour is selected then. */
export function removeSelected(store: DesignerStore) {
  const selection = store.selection();
  const path = selectedPath(store);
  if (selection.kind === 'form') return;
  if (selection.kind === 'field') store.edit((doc) => removeField(doc, selection.key));
  else store.edit((doc) => unwrap(doc, selection.path));
  const root = detailOf(store.doc());
  const parent = path?.slice(0, -1);
  const last = parent && childrenOf(elementAt(root, parent) ?? { type: 'Label' }).length - 1;
  if (parent && last !== undefined && last >= 0)
    store.select({ kind: 'element', path: [...parent, Math.min(path?.at(-1) ?? 0, last)] });
  else store.select(parent && parent.length > 0 ? { kind: 'element', path: parent } : { kind: 'form' });
}

/** Takes what is selected along: a field or a line of text, or a section, columns or a tab with everything in it. */
export function copySelected(store: DesignerStore): boolean {
  const selection = store.selection();
  const copied = copyOf(store.doc(), selectedPath(store), selection.kind === 'field' ? selection.key : undefined);
  if (!copied) return false;
  store.copy(copied);
  return true;
}

/** Puts what was copied behind what is selected, or into it. */
export function paste(store: DesignerStore): boolean {
  const copied = store.copied();
  if (!copied) return false;
  const { type } = copied.element;
  const root = detailOf(store.doc());
  const path = selectedPath(store);
  const parent = path?.slice(0, -1);
  // A section is pasted beside the section that is selected, not into it.
  const isBeside =
    path && parent && path.length > 0 && elementAt(root, path)?.type === type && elementAt(root, parent) !== undefined;
  const place = isBeside ? { parent, index: (path.at(-1) ?? 0) + 1 } : placeFor(store, type);
  const made = pasted(store.doc(), copied, place);
  store.edit(() => made.doc);
  const [key] = made.keys;
  // A single field waits for a name of its own.
  if (type === 'Control' && key) {
    store.follow(key);
    store.select({ kind: 'field', key });
  } else store.select({ kind: 'element', path: made.path });
  return true;
}

/** A second one behind what is selected; what was copied before stays copied. */
export function duplicate(store: DesignerStore): boolean {
  const before = store.copied();
  if (!copySelected(store)) return false;
  const done = paste(store);
  store.copy(before);
  return done;
}

let typing = 0;

/** A new label; the key of a field that was never published follows it. */
export function retitle(store: DesignerStore, key: string, title: Text) {
  const tag = `title:${key}`;
  store.edit((doc) => setFieldTitle(doc, key, title), tag);
  if (!store.follows(key)) return;
  const turn = ++typing;
  void keyFromLabel(title.en || title['zh-CN'] || '').then((wanted) => {
    // Meanwhile another letter may have come, or the field gone.
    if (turn !== typing || !store.follows(key) || !store.doc().properties[key]) return;
    const others = new Set(Object.keys(store.doc().properties).filter((other) => other !== key));
    const next = freeKey(wanted, others);
    store.rename(key, next, tag);
  });
}
