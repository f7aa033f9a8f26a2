import type { DeletedField, DefinitionVersion } from '@/api/definitions';
import type { FormDocument, LayoutElement } from '@/api/types';
import { keysOf } from '@/lib/rules';
import { same } from '@/lib/same';
import { dropUndefined } from '@/lib/changed';
import { addField, detailOf, setDetail, setOnCreate } from './document';
import { childrenOf, elementAt, findControl, insertAt, keyOf, walk, type Path, type Place } from './layout-tree';

/** How many versions are looked through for the one that still had the field. */
const maxTries = 3;

/** The last version in which the field was; undefined when it is not found soon. */
export async function lastWith(
  item: DeletedField,
  versions: readonly DefinitionVersion[],
  read: (version: number) => Promise<FormDocument>,
): Promise<FormDocument | undefined> {
  const older = versions.filter((version) => !version.deleted && version.at <= item.at).toSorted((a, b) => b.version - a.version);
  for (const { version } of older.slice(0, maxTries)) {
    const document = await read(version);
    if (document.properties[item.key]?.['x-field'].id === item.id) return document;
  }
  return undefined;
}

/** Brings a deleted field back to where it stood, as wide and under the same condition; to the end where that place is gone. */
export function restoreField(doc: FormDocument, item: DeletedField, old: FormDocument | undefined): FormDocument {
  const from = old && detailOf(old);
  const path = from && findControl(from, item.key);
  const element = path && elementAt(from, path);
  // What stood nowhere comes back so; what nothing is known of, at the end.
  if (!old || !from) return addField(doc, item.key, item.property);
  if (!path || !element) return { ...doc, properties: { ...doc.properties, [item.key]: item.property } };
  const place = placeIn(detailOf(doc), from, path);
  const back = place
    ? setDetail(
        { ...doc, properties: { ...doc.properties, [item.key]: item.property } },
        insertAt(detailOf(doc), place, fitting(element, doc)),
      )
    : addField(doc, item.key, item.property);
  const create = old['x-form'].layouts?.['create'];
  const isOnCreate = create && findControl(create, item.key) && back['x-form'].layouts?.['create'];
  return isOnCreate ? setOnCreate(back, item.key, true, []) : back;
}

// A condition on a field that is gone too is left out.
const fitting = (element: LayoutElement, doc: FormDocument): LayoutElement =>
  element.rule && keysOf(element.rule.condition).some((key) => !doc.properties[key])
    ? dropUndefined({ ...element, rule: undefined })
    : element;

/** Beside the field it stood beside; else in its section; else after the nearest field above. */
function placeIn(layout: LayoutElement, from: LayoutElement, path: Path): Place | undefined {
  const [parent, index] = [path.slice(0, -1), path.at(-1) ?? 0];
  const siblings = childrenOf(elementAt(from, parent) ?? from);
  const above = after(layout, siblings.slice(0, index).reverse());
  if (above) return above;
  const below = after(layout, siblings.slice(index + 1));
  if (below) return { ...below, index: below.index - 1 };
  const section = sectionLike(layout, from, parent);
  if (section) return { parent: section, index: childrenOf(elementAt(layout, section) ?? layout).length };
  const order = walk(from).filter(({ element }) => keyOf(element) !== '');
  const position = order.findIndex((one) => one.path.join() === path.join());
  return after(
    layout,
    order
      .slice(0, position)
      .map(({ element }) => element)
      .reverse(),
  );
}

/** The place after the first of the controls that is still there. */
function after(layout: LayoutElement, controls: readonly LayoutElement[]): Place | undefined {
  for (const key of controls.map(keyOf)) {
    const path = key === '' ? undefined : findControl(layout, key);
    if (path) return { parent: path.slice(0, -1), index: (path.at(-1) ?? 0) + 1 };
  }
  return undefined;
}

function sectionLike(layout: LayoutElement, from: LayoutElement, path: Path): Path | undefined {
  const section = elementAt(from, path);
  if (!section || path.length === 0) return undefined;
  const isLike = (other: LayoutElement | undefined) =>
    other?.type === section.type && other.label === section.label && same(other.options?.title, section.options?.title);
  if (isLike(elementAt(layout, path))) return path;
  if (section.label === undefined && section.options?.title === undefined) return undefined;
  return walk(layout).find(({ element }) => isLike(element))?.path;
}
