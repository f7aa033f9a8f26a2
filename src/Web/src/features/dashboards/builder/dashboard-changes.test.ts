import { describe, expect, it } from 'vitest';
import type { Dashboard, Widget } from '@/api/reports';
import { dashboardChanges } from './dashboard-changes';

const widget = (id: string, rest: Partial<Widget> = {}): Widget => ({
  id,
  type: 'bar',
  title: { en: id },
  layout: { x: 0, y: 0, w: 6, h: 4 },
  query: { source: 'deal', measures: [{ id: 'n', agg: 'count' }] },
  ...rest,
});
const page = (rest: Partial<Dashboard> = {}): Dashboard => ({
  key: 'page',
  title: { en: 'Page' },
  source: 'deal',
  widgets: [widget('won'), widget('lost')],
  ...rest,
});
const kinds = (before: Dashboard, after: Dashboard) =>
  dashboardChanges(before, after).map((change) => ('title' in change ? `${change.kind} ${change.title.en}` : change.kind));

describe('what differs between two versions of a dashboard', () => {
  it('is nothing where both say the same', () => expect(kinds(page(), page())).toEqual([]));

  it('names figures that came, went, changed or are drawn otherwise', () => {
    const after = page({ widgets: [widget('won', { type: 'table' }), widget('open')] });
    expect(kinds(page(), after)).toEqual(['drawn won', 'added open', 'removed lost']);
    const asked = page({ widgets: [widget('won', { query: { source: 'deal' } }), widget('lost')] });
    expect(kinds(page(), asked)).toEqual(['changed won']);
  });

  it('says once that figures stand elsewhere', () => {
    const after = page({ widgets: [widget('won', { layout: { x: 6, y: 0, w: 6, h: 4 } }), widget('lost')] });
    expect(kinds(page(), after)).toEqual(['arranged']);
  });

  it('tells where it stands among the others, unless it stands there anyway', () => {
    expect(kinds(page(), page({ order: 5 }))).toEqual(['order']);
    expect(kinds(page(), page({ order: 100 }))).toEqual([]);
  });

  it('tells of the page: its title, for whom it is and its filters', () => {
    const filter = { id: 'p', kind: 'choice', member: 'source', title: { en: 'Source' } } as const;
    const after = page({ title: { en: 'Other' }, access: { roles: ['rep'] }, filters: [filter] });
    expect(kinds(page(), after)).toEqual(['title', 'sharing', 'filterAdded Source']);
    expect(kinds(after, { ...after, filters: [{ ...filter, default: ['web'] }] })).toEqual(['filter Source']);
    expect(kinds(after, { ...after, filters: [] })).toEqual(['filterRemoved Source']);
  });
});
