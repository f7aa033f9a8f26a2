import type { Widget } from '@/api/reports';

export type Place = Widget['layout'];
export const columns = 12;

const overlap = (a: Place, b: Place) => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
const clamp = (place: Place): Place => {
  const w = Math.max(1, Math.min(columns, place.w));
  return { w, h: Math.max(1, Math.min(50, place.h)), x: Math.max(0, Math.min(columns - w, place.x)), y: Math.max(0, place.y) };
};

/** Puts one widget somewhere; those in its way go below it, then all move up as far as they can. */
export function arranged(widgets: Widget[], id: string, place: Place): Widget[] {
  const target = clamp(place);
  const fixed: { id: string; place: Place }[] = [{ id, place: target }];
  const others = widgets
    .filter((widget) => widget.id !== id)
    .toSorted((a, b) => a.layout.y - b.layout.y || a.layout.x - b.layout.x);
  for (const { id: other, layout } of others) {
    let free = layout;
    for (let hit = fixed.find((item) => overlap(item.place, free)); hit; hit = fixed.find((item) => overlap(item.place, free)))
      free = { ...free, y: hit.place.y + hit.place.h };
    fixed.push({ id: other, place: free });
  }
  return withPlaces(widgets, compacted(fixed));
}

function compacted(items: { id: string; place: Place }[]): Map<string, Place> {
  const done = new Map<string, Place>();
  for (const { id, place } of items.toSorted((a, b) => a.place.y - b.place.y || a.place.x - b.place.x)) {
    let up = place;
    while (up.y > 0 && ![...done.values()].some((other) => overlap(other, { ...up, y: up.y - 1 }))) up = { ...up, y: up.y - 1 };
    done.set(id, up);
  }
  return done;
}

/** The widgets where a grid has put them. */
export function withPlaces(widgets: Widget[], places: Map<string, Place>): Widget[] {
  let changed = false;
  const next = widgets.map((widget) => {
    const place = places.get(widget.id);
    const { x, y, w, h } = widget.layout;
    if (!place || (place.x === x && place.y === y && place.w === w && place.h === h)) return widget;
    changed = true;
    return { ...widget, layout: { x: place.x, y: place.y, w: place.w, h: place.h } };
  });
  return changed ? next : widgets;
}

/** The first free place of that size, from the top. */
export function freePlace(widgets: Widget[], w: number, h: number): Place {
  for (let y = 0; ; y++)
    for (let x = 0; x <= columns - w; x++) {
      const place = { x, y, w, h };
      if (!widgets.some((widget) => overlap(widget.layout, place))) return place;
    }
}

export function freeId(widgets: Widget[], stem = 'w'): string {
  const taken = new Set(widgets.map((widget) => widget.id));
  for (let index = 1; ; index++) if (!taken.has(`${stem}${index}`)) return `${stem}${index}`;
}

/** In the order in which a phone shows them. */
export const inOrder = (widgets: Widget[]) => widgets.toSorted((a, b) => a.layout.y - b.layout.y || a.layout.x - b.layout.x);
