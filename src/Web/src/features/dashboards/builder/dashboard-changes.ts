import type { Dashboard, DashboardFilter, Widget } from '@/api/reports';
import type { Text } from '@/api/types';
import { same } from '@/lib/same';

/** One difference between two versions of a dashboard, for people. */
export type DashboardChange =
  | { kind: 'first' | 'title' | 'sharing' | 'order' | 'arranged' }
  | { kind: 'filterAdded' | 'filterRemoved' | 'filter'; title: Text }
  | { kind: 'added' | 'removed' | 'drawn' | 'changed'; title: Text; type: Widget['type'] };

/** Where a dashboard stands that says nothing of it. */
const usual = 100;
const withoutPlace = (widget: Widget) => ({ ...widget, layout: undefined });
const byId = <T extends { id: string }>(items: readonly T[] = []) => new Map(items.map((item) => [item.id, item]));

/** What differs: the page itself first, then figure by figure in the order of the newer one. */
export function dashboardChanges(before: Dashboard | null, after: Dashboard): DashboardChange[] {
  if (!before) return [{ kind: 'first' }];
  const changes: DashboardChange[] = [];
  if (!same(before.title, after.title)) changes.push({ kind: 'title' });
  if (!same(before.access, after.access)) changes.push({ kind: 'sharing' });
  if ((before.order ?? usual) !== (after.order ?? usual)) changes.push({ kind: 'order' });
  changes.push(...filterChanges(byId(before.filters), byId(after.filters)));
  const [old, now] = [byId(before.widgets), byId(after.widgets)];
  for (const widget of now.values()) {
    const was = old.get(widget.id);
    const named = { title: widget.title, type: widget.type };
    if (!was) changes.push({ kind: 'added', ...named });
    else if (was.type !== widget.type) changes.push({ kind: 'drawn', ...named });
    else if (!same(withoutPlace(was), withoutPlace(widget))) changes.push({ kind: 'changed', ...named });
  }
  for (const { id, title, type } of old.values()) if (!now.has(id)) changes.push({ kind: 'removed', title, type });
  if ([...now.values()].some(({ id, layout }) => old.has(id) && !same(old.get(id)?.layout, layout)))
    changes.push({ kind: 'arranged' });
  return changes;
}

function filterChanges(old: Map<string, DashboardFilter>, now: Map<string, DashboardFilter>): DashboardChange[] {
  const changes: DashboardChange[] = [];
  for (const filter of now.values()) {
    const was = old.get(filter.id);
    if (!was) changes.push({ kind: 'filterAdded', title: filter.title });
    else if (!same(was, filter)) changes.push({ kind: 'filter', title: filter.title });
  }
  for (const { id, title } of old.values()) if (!now.has(id)) changes.push({ kind: 'filterRemoved', title });
  return changes;
}
