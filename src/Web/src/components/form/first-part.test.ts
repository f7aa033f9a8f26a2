import { expect, it } from 'vitest';
import type { LayoutElement } from '@/api/types';
import { layoutKeys } from './default-layout';
import { firstPart } from './first-part';

const control = (key: string): LayoutElement => ({ type: 'Control', scope: `#/properties/${key}` });
const group = (...keys: string[]): LayoutElement => ({ type: 'Group', elements: keys.map(control) });
const layout: LayoutElement = { type: 'VerticalLayout', elements: [group('a', 'b'), group('c', 'd'), group('e')] };

it('takes the first controls in their order and their groups', () => {
  expect(layoutKeys(firstPart(layout, 3))).toEqual(['a', 'b', 'c']);
  expect(firstPart(layout, 2).elements).toHaveLength(1);
});
it('leaves a short form as it is', () => expect(firstPart(layout, 5)).toBe(layout));
