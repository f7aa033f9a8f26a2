import type { LayoutElement } from '@/api/types';

/** More than fit on a screen; the rest of a long form follows when these are painted. */
const atOnce = 32;

/** The layout up to as many controls as are shown at once; itself when it has no more. */
export function firstPart(layout: LayoutElement, most = atOnce): LayoutElement {
  let left = most;
  let isCut = false;
  const cut = (element: LayoutElement): LayoutElement => {
    if (element.type === 'Control') left--;
    if (!element.elements) return element;
    const kept: LayoutElement[] = [];
    for (const child of element.elements) {
      if (left <= 0) {
        isCut = true;
        break;
      }
      kept.push(cut(child));
    }
    return { ...element, elements: kept };
  };
  const part = cut(layout);
  return isCut ? part : layout;
}
