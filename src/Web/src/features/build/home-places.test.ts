import { expect, it } from 'vitest';
import type { PublishedHome } from '@/api/homes';
import { placed, reordered } from './home-places';

const homes = (...orders: (number | undefined)[]): PublishedHome[] =>
  orders.map((order, index) => ({ key: 'abcdef'[index] ?? '', order, version: 1 }));
const shown = (pages: PublishedHome[]) => pages.map((home) => `${home.key}${home.order ?? ''}`).join(' ');

it('changes one page where there is room', () => {
  const before = homes(10, 20, 90);
  const next = placed(before, 2, 1);
  expect(shown(next)).toBe('a10 c15 b20');
  expect(shown(reordered(before, next))).toBe('c15');
  expect(shown(placed(before, 0, 2))).toBe('b20 c90 a100');
  expect(shown(placed(before, 1, 0))).toBe('b5 a10 c90');
});

it('numbers all of them anew where there is none, or where two share a place', () => {
  expect(shown(placed(homes(10, 11, 12), 2, 1))).toBe('a10 c20 b30');
  expect(shown(placed(homes(undefined, undefined), 1, 0))).toBe('b90 a');
  expect(shown(placed(homes(0, 5), 1, 0))).toBe('b10 a20');
  const before = homes(10, 20, 20, 20);
  expect(shown(reordered(before, placed(before, 3, 2)))).toBe('d30 c40');
});

it('leaves everything at the ends', () => {
  const before = homes(10, 20);
  expect(placed(before, 0, -1)).toBe(before);
  expect(placed(before, 1, 2)).toBe(before);
});
