import { sameValue, type Values } from './form-store';

export type Difference = { key: string; yours: unknown; theirs: unknown };

/** Fields that both sides changed to different values; everything else merges by itself. */
export function differences(base: Values, yours: Values, theirs: Values): Difference[] {
  return Object.keys(yours)
    .filter((key) => !sameValue(theirs[key], base[key]) && !sameValue(theirs[key], yours[key]))
    .map((key) => ({ key, yours: yours[key], theirs: theirs[key] ?? null }));
}

/** Own values to put on top of the present state once every difference was decided. */
export function merged(yours: Values, found: Difference[], choice: Record<string, 'yours' | 'theirs'>): Values {
  const dropped = new Set(found.filter((item) => choice[item.key] === 'theirs').map((item) => item.key));
  return Object.fromEntries(Object.entries(yours).filter(([key]) => !dropped.has(key)));
}
