import type { HomeDocument, SectionDocument, SectionKind } from '@/api/homes';
import type { Text } from '@/api/types';
import { same } from '@/lib/same';

/** One difference between two versions of a home page, for people. */
export type HomeChange =
  | { kind: 'first' | 'title' | 'roles' | 'order' | 'moved' | 'calendar' }
  | { kind: 'added' | 'removed' | 'section'; section: SectionKind; title: Text | string | undefined };

/** Sections have no key: one that is the same is the same one, then one of the kind and title, then one of the kind. */
function pairs(before: SectionDocument[], after: SectionDocument[]): Map<number, number> {
  const found = new Map<number, number>();
  const left = new Set(before.keys());
  const match = (fits: (old: SectionDocument, section: SectionDocument) => boolean) => {
    for (const [index, section] of after.entries()) {
      if (found.has(index)) continue;
      const at = [...left].find((old) => fits(before[old] as SectionDocument, section));
      if (at === undefined) continue;
      found.set(index, at);
      left.delete(at);
    }
  };
  match(same);
  match((old, section) => old.kind === section.kind && same(old.title, section.title));
  match((old, section) => old.kind === section.kind);
  return found;
}

/** What differs: the page itself first, then section by section in the order of the newer one. */
export function homeChanges(before: HomeDocument | null, after: HomeDocument): HomeChange[] {
  if (!before) return [{ kind: 'first' }];
  const changes: HomeChange[] = [];
  if (!same(before.title, after.title)) changes.push({ kind: 'title' });
  if (!same(before.roles ?? [], after.roles ?? [])) changes.push({ kind: 'roles' });
  if ((before.order ?? 100) !== (after.order ?? 100)) changes.push({ kind: 'order' });
  const [old, now] = [before.sections ?? [], after.sections ?? []];
  const paired = pairs(old, now);
  for (const [index, section] of now.entries()) {
    const at = paired.get(index);
    const named = { section: section.kind, title: section.title };
    if (at === undefined) changes.push({ kind: 'added', ...named });
    else if (!same(old[at], section)) changes.push({ kind: 'section', ...named });
  }
  const kept = new Set(paired.values());
  for (const [index, section] of old.entries())
    if (!kept.has(index)) changes.push({ kind: 'removed', section: section.kind, title: section.title });
  const order = [...now.keys()].flatMap((index) => paired.get(index) ?? []);
  if (order.some((at, index) => at < (order[index - 1] ?? -1))) changes.push({ kind: 'moved' });
  if (!same(before.calendar ?? [], after.calendar ?? [])) changes.push({ kind: 'calendar' });
  return changes;
}
