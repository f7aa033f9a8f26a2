import type { LayoutElement } from '@/api/types';
import { layoutKeys } from '@/components/form/default-layout';
import { applyRule, keyOfScope } from '@/lib/rules';

export type Section = { title: LayoutElement['options']; label: string; keys: string[] };

/** The fields of a layout by its groups, leaving out what its rules hide for this record. */
export function sectionsOf(layout: LayoutElement, read: (key: string) => unknown): Section[] {
  const first: Section = { title: undefined, label: '', keys: [] };
  const sections = [first];
  const walk = (element: LayoutElement, into: Section) => {
    if (applyRule(element.rule, read) === 'hidden') return;
    if (element.type === 'Control') {
      into.keys.push(keyOfScope(element.scope));
      return;
    }
    const named = element.type === 'Group' || element.type === 'Category';
    const target = named
      ? { title: element.options, label: typeof element.label === 'string' ? element.label : '', keys: [] }
      : into;
    if (named) sections.push(target);
    element.elements?.forEach((child) => walk(child, target));
  };
  walk(layout, first);
  return sections.filter((section) => section.keys.length > 0);
}

/** The fields of a layout that its rules hide for this record wherever it has them: they do not apply to it. */
export function hiddenKeys(layout: LayoutElement, read: (key: string) => unknown): Set<string> {
  const shown = new Set(sectionsOf(layout, read).flatMap((section) => section.keys));
  return new Set(layoutKeys(layout).filter((key) => !shown.has(key)));
}
