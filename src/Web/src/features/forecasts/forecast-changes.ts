import type { ForecastDocument } from '@/api/forecasts';
import type { Text } from '@/api/types';
import { same } from '@/lib/same';

/** One difference between two versions of a forecast, for people. */
export type ForecastChange =
  | { kind: 'first' | 'title' | 'order' | 'roles' | 'pipeline' | 'fields' | 'splitOrder' | 'targets' | 'noTargets' }
  | { kind: 'splitAdded' | 'splitRemoved' | 'split'; title: Text | string | undefined; split: string };

/** What differs: the page itself first, then its figures, its splits one by one, its targets. */
export function forecastChanges(before: ForecastDocument | null, after: ForecastDocument): ForecastChange[] {
  if (!before) return [{ kind: 'first' }];
  const changes: ForecastChange[] = [];
  if (!same(before.title, after.title)) changes.push({ kind: 'title' });
  if ((before.order ?? 100) !== (after.order ?? 100)) changes.push({ kind: 'order' });
  if (!same(before.roles ?? [], after.roles ?? [])) changes.push({ kind: 'roles' });
  if (before.pipeline !== after.pipeline) changes.push({ kind: 'pipeline' });
  if ((['amount', 'weighted', 'date', 'closedOn'] as const).some((name) => before[name] !== after[name]))
    changes.push({ kind: 'fields' });
  const old = new Map(before.splits.map((split) => [split.key, split]));
  const now = new Map(after.splits.map((split) => [split.key, split]));
  for (const split of after.splits) {
    const named = { title: split.title, split: split.key };
    if (!old.has(split.key)) changes.push({ kind: 'splitAdded', ...named });
    else if (!same(old.get(split.key), split)) changes.push({ kind: 'split', ...named });
  }
  for (const split of before.splits)
    if (!now.has(split.key)) changes.push({ kind: 'splitRemoved', title: split.title, split: split.key });
  const kept = (keys: Iterable<string>, other: ReadonlyMap<string, unknown>) => [...keys].filter((key) => other.has(key));
  if (!same(kept(old.keys(), now), kept(now.keys(), old))) changes.push({ kind: 'splitOrder' });
  if (!same(before.targets, after.targets)) changes.push({ kind: after.targets ? 'targets' : 'noTargets' });
  return changes;
}
