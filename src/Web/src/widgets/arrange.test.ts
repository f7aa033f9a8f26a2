import { describe, expect, it } from 'vitest';
import type { Widget } from '@/api/reports';
import { arranged, freeId, freePlace, inOrder, withPlaces } from './arrange';

const widget = (id: string, x: number, y: number, w: number, h: number): Widget => ({
  id,
  type: 'number',
  title: {},
  layout: { x, y, w, h },
});
const places = (widgets: Widget[]) =>
  Object.fromEntries(widgets.map(({ id, layout: { x, y, w, h } }) => [id, `${x},${y} ${w}×${h}`]));
const page = [widget('a', 0, 0, 6, 4), widget('b', 6, 0, 6, 4), widget('c', 0, 4, 12, 4)];

describe('widgets on the grid', () => {
  it('make room for one that moves, and close up behind it', () => {
    expect(places(arranged(page, 'b', { x: 0, y: 0, w: 6, h: 4 }))).toEqual({ a: '0,4 6×4', b: '0,0 6×4', c: '0,8 12×4' });
    expect(places(arranged(page, 'a', { x: 0, y: 8, w: 6, h: 4 }))).toEqual({ a: '0,8 6×4', b: '6,0 6×4', c: '0,4 12×4' });
  });
  it('stay within its columns', () => {
    expect(places(arranged(page, 'a', { x: 9, y: -3, w: 6, h: 4 }))['a']).toBe('6,0 6×4');
    expect(places(arranged(page, 'c', { x: 0, y: 4, w: 40, h: 0 }))['c']).toBe('0,4 12×1');
  });
  it('never overlap', () => {
    const moved = arranged(page, 'c', { x: 3, y: 1, w: 6, h: 6 });
    for (const a of moved)
      for (const b of moved)
        if (a !== b) {
          const [p, q] = [a.layout, b.layout];
          expect(p.x < q.x + q.w && q.x < p.x + p.w && p.y < q.y + q.h && q.y < p.y + p.h).toBe(false);
        }
  });
  it('are the same ones when nothing moves', () =>
    expect(withPlaces(page, new Map(page.map((item) => [item.id, item.layout])))).toBe(page));
  it('come to a free place with a free name', () => {
    expect(freePlace(page, 6, 4)).toEqual({ x: 0, y: 8, w: 6, h: 4 });
    expect(freePlace([widget('a', 0, 0, 6, 4)], 6, 4)).toEqual({ x: 6, y: 0, w: 6, h: 4 });
    expect(freeId([widget('w1', 0, 0, 1, 1)])).toBe('w2');
    expect(inOrder([...page].reverse()).map((item) => item.id)).toEqual(['a', 'b', 'c']);
  });
});
