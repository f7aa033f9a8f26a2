import type { PublishedHome } from '@/api/homes';

const step = 10;
const orderOf = (home: PublishedHome) => home.order ?? 100;

/**
 * Moves one home page to another place among all of them, which stand as they are tried for a person. Answers the pages in their new
 * sequence; those that must be published anew carry another order than before: one page where there is room between its neighbours.
 */
export function placed(homes: PublishedHome[], from: number, to: number): PublishedHome[] {
  const moved = homes[from];
  if (!moved || from === to || to < 0 || to >= homes.length) return homes;
  const next = homes.toSpliced(from, 1).toSpliced(to, 0, moved);
  const [before, after] = [next[to - 1], next[to + 1]];
  const low = before ? orderOf(before) : Math.max(0, after ? orderOf(after) - 2 * step : 0);
  const high = after ? orderOf(after) : low + 2 * step;
  const order = Math.floor((low + high) / 2);
  if (order > low && order < high) return next.with(to, { ...moved, order });
  return next.map((home, index) => (orderOf(home) === (index + 1) * step ? home : { ...home, order: (index + 1) * step }));
}

/** Those of `next` whose order is another than in `before`. */
export const reordered = (before: PublishedHome[], next: PublishedHome[]): PublishedHome[] =>
  next.filter((home) => before.find((old) => old.key === home.key)?.order !== home.order);
