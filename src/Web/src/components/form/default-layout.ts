import type { LayoutElement } from '@/api/types';
import type { FormModel } from '@/lib/form-model';

const longestCreate = 11;
const control = (key: string): LayoutElement => ({ type: 'Control', scope: `#/properties/${key}` });

/** The stored layout for a purpose, or one made from the fields in their order. */
export function layoutFor(model: FormModel, purpose: 'create' | 'detail' | 'compact'): LayoutElement {
  const stored = model.document['x-form'].layouts?.[purpose];
  if (stored) return stored;
  const own = [...model.fields.values()].filter((field) => !field.system || field.key === 'owner');
  const writable = own.filter((field) => !field.readOnly && field.type !== 'stage');
  if (purpose === 'detail')
    return { type: 'VerticalLayout', elements: own.filter((field) => field.type !== 'stage').map((field) => control(field.key)) };
  const first = writable.filter((field) => field.required);
  const rest = writable.filter((field) => !field.required && !field.system);
  const limit = purpose === 'create' ? longestCreate : 5;
  const chosen = new Set([...first, ...rest].slice(0, Math.max(limit, first.length)));
  // Where a field stands on the whole form on a condition, it does so here.
  const known = controlsOf(model.document['x-form'].layouts?.['detail']);
  const elements = writable.filter((field) => chosen.has(field)).map((field) => known.get(field.key) ?? control(field.key));
  return { type: 'VerticalLayout', elements };
}

function controlsOf(element: LayoutElement | undefined): Map<string, LayoutElement> {
  if (element?.type === 'Control') return new Map([[element.scope?.replace('#/properties/', '') ?? '', element]]);
  return new Map((element?.elements ?? []).flatMap((child) => [...controlsOf(child)]));
}

/** The field keys a layout shows, in order. */
export function layoutKeys(element: LayoutElement): string[] {
  if (element.type === 'Control') return [element.scope?.replace('#/properties/', '') ?? ''];
  return (element.elements ?? []).flatMap(layoutKeys);
}
