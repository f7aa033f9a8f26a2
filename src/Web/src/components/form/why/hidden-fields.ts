import type { LayoutElement, LayoutRule } from '@/api/types';
import { applyRule, keyOfScope, keysOf } from '@/lib/rules';

export type Hidden = { key: string; rule: LayoutRule };

/** The controls of a layout that its rules hide now, each with the outermost rule that does. */
export function hiddenIn(element: LayoutElement, read: (key: string) => unknown, by?: LayoutRule): Hidden[] {
  const rule = by ?? (element.rule && applyRule(element.rule, read) === 'hidden' ? element.rule : undefined);
  if (element.type === 'Control') return rule ? [{ key: keyOfScope(element.scope), rule }] : [];
  return (element.elements ?? []).flatMap((child) => hiddenIn(child, read, rule));
}

/** Every field that a rule of the layout looks at. */
export function ruleKeys(element: LayoutElement): string[] {
  const own = element.rule ? keysOf(element.rule.condition) : [];
  return [...new Set([...own, ...(element.elements ?? []).flatMap(ruleKeys)])];
}
