import type { LayoutElement } from '@/api/types';

/** Where an element stands: the index of each step down from the root. */
export type Path = readonly number[];
/** A gap between elements: before the child `index` of the element at `parent`. */
export type Place = { parent: Path; index: number };

export const pathKey = (path: Path) => path.join('/');
export const scopeOf = (key: string) => `#/properties/${key}`;
export const control = (key: string): LayoutElement => ({ type: 'Control', scope: scopeOf(key) });
export const childrenOf = (element: LayoutElement): LayoutElement[] => element.elements ?? [];

export function elementAt(root: LayoutElement, path: Path): LayoutElement | undefined {
  return path.reduce<LayoutElement | undefined>((element, index) => element?.elements?.[index], root);
}

/** The tree with the element at the path changed; what is not on the way to it stays the same object. */
export function updateAt(root: LayoutElement, path: Path, change: (element: LayoutElement) => LayoutElement): LayoutElement {
  const [index, ...rest] = path;
  if (index === undefined) return change(root);
  const child = root.elements?.[index];
  if (!child) return root;
  const next = updateAt(child, rest, change);
  return next === child ? root : { ...root, elements: childrenOf(root).with(index, next) };
}

export const insertAt = (root: LayoutElement, { parent, index }: Place, ...elements: LayoutElement[]): LayoutElement =>
  updateAt(root, parent, (element) => ({ ...element, elements: childrenOf(element).toSpliced(index, 0, ...elements) }));

export function removeAt(root: LayoutElement, path: Path): LayoutElement {
  const index = path.at(-1);
  if (index === undefined) return root;
  return updateAt(root, path.slice(0, -1), (element) => ({ ...element, elements: childrenOf(element).toSpliced(index, 1) }));
}

export const startsWith = (path: Path, start: Path) => start.every((step, index) => path[index] === step);

/** Where a place is once the element at `from` has been taken out. */
function afterRemoval(place: Place, from: Path): Place {
  const depth = from.length - 1;
  const last = from[depth] ?? 0;
  const above = from.slice(0, -1);
  if (pathKey(place.parent) === pathKey(above)) return place.index > last ? { ...place, index: place.index - 1 } : place;
  const step = place.parent[depth];
  if (step === undefined || !startsWith(place.parent, above) || step <= last) return place;
  return { ...place, parent: [...place.parent.slice(0, depth), step - 1, ...place.parent.slice(depth + 1)] };
}

/** Moves an element; into itself it does not go. Answers where it stands then. */
export function moveTo(root: LayoutElement, from: Path, to: Place): { root: LayoutElement; path: Path } {
  const element = elementAt(root, from);
  if (!element || from.length === 0 || startsWith(to.parent, from)) return { root, path: from };
  const place = afterRemoval(to, from);
  const path = [...place.parent, place.index];
  return pathKey(path) === pathKey(from) ? { root, path: from } : { root: insertAt(removeAt(root, from), place, element), path };
}

/** All elements with their paths, in the order in which they are read. */
export function walk(root: LayoutElement, path: Path = []): { element: LayoutElement; path: Path }[] {
  return [{ element: root, path }, ...childrenOf(root).flatMap((child, index) => walk(child, [...path, index]))];
}

export const keyOf = (element: LayoutElement | undefined) =>
  element?.type === 'Control' ? (element.scope ?? '').replace('#/properties/', '') : '';

export const findControl = (root: LayoutElement, key: string): Path | undefined =>
  walk(root).find(({ element }) => keyOf(element) === key)?.path;

/** The tree without the elements that the test names; what is left empty by it stays. */
export function without(root: LayoutElement, isGone: (element: LayoutElement) => boolean): LayoutElement {
  if (!root.elements) return root;
  const kept = root.elements.filter((child) => !isGone(child)).map((child) => without(child, isGone));
  const same = kept.length === root.elements.length && kept.every((child, index) => child === root.elements?.[index]);
  return same ? root : { ...root, elements: kept };
}

export function mapTree(root: LayoutElement, change: (element: LayoutElement) => LayoutElement): LayoutElement {
  const elements = root.elements?.map((child) => mapTree(child, change));
  const same = elements?.every((child, index) => child === root.elements?.[index]) ?? true;
  return change(same ? root : { ...root, elements });
}

const sections = ['Group', 'HorizontalLayout', 'Categorization'];

/** Whether an element may stand directly below one of that type. */
export function mayContain(parent: LayoutElement['type'], child: LayoutElement['type']): boolean {
  if (parent === 'Control' || parent === 'Label') return false;
  if (child === 'Category') return parent === 'Categorization';
  if (parent === 'Categorization') return false;
  if (child === 'VerticalLayout') return parent === 'HorizontalLayout';
  if (parent === 'HorizontalLayout') return !sections.includes(child);
  if (child === 'Categorization') return parent === 'VerticalLayout';
  return true;
}

/** The next place above or below, into a neighbouring section where there is one; undefined at the end. */
export function step(root: LayoutElement, path: Path, direction: -1 | 1): Place | undefined {
  const element = elementAt(root, path);
  const index = path.at(-1);
  if (!element || index === undefined) return undefined;
  const parent = path.slice(0, -1);
  const sibling = elementAt(root, [...parent, index + direction]);
  if (sibling) {
    const inside = enter(sibling, [...parent, index + direction], element.type, direction);
    return inside ?? { parent, index: direction < 0 ? index - 1 : index + 2 };
  }
  return leave(root, parent, element.type, direction);
}

/** The nearest place within an element from the side one comes from. */
function enter(element: LayoutElement, path: Path, type: LayoutElement['type'], direction: -1 | 1): Place | undefined {
  if (element.type === 'Control' || element.type === 'Label') return undefined;
  const children = childrenOf(element);
  if (mayContain(element.type, type) && element.type !== 'HorizontalLayout')
    return { parent: path, index: direction > 0 ? 0 : children.length };
  const near = direction > 0 ? 0 : children.length - 1;
  const child = children[near];
  return child ? enter(child, [...path, near], type, direction) : undefined;
}

/** Out of the parent: to its next child that takes the element, or beside it. */
function leave(root: LayoutElement, parent: Path, type: LayoutElement['type'], direction: -1 | 1): Place | undefined {
  const index = parent.at(-1);
  if (index === undefined) return undefined;
  const above = parent.slice(0, -1);
  const outer = elementAt(root, above);
  if (!outer) return undefined;
  const beside = index + direction;
  const sibling = outer.elements?.[beside];
  if (sibling && outer.type !== 'VerticalLayout' && outer.type !== 'Group') {
    const inside = enter(sibling, [...above, beside], type, direction);
    if (inside) return inside;
  }
  if (mayContain(outer.type, type) && outer.type !== 'HorizontalLayout')
    return { parent: above, index: direction < 0 ? index : index + 1 };
  return leave(root, above, type, direction);
}
