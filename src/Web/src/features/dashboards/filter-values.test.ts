import { describe, expect, it } from 'vitest';
import type { Dashboard, Widget } from '@/api/reports';
import { notFollowed } from './filter-values';

const widget = (source: string, more: Partial<Widget> = {}): Widget => ({
  id: 'w',
  type: 'number',
  title: {},
  layout: { x: 0, y: 0, w: 3, h: 2 },
  query: { source },
  ...more,
});
const page: Dashboard = {
  key: 'p',
  title: {},
  source: 'deal',
  widgets: [],
  filters: [
    { id: 'owner', kind: 'relation', form: 'user', member: 'owner', title: {}, default: [7] },
    { id: 'stage', kind: 'choice', member: 'stage', title: {} },
  ],
};
const ids = (of: Widget, values = {}) => notFollowed(page, of, values).map(({ id }) => id);

describe('filters that a widget does not follow', () => {
  it('are those in force, of a widget about another form', () => {
    expect(ids(widget('task'))).toEqual(['owner']);
    expect(ids(widget('task'), { owner: null, stage: ['won'] })).toEqual(['stage']);
    expect(ids(widget('task'), { owner: [] })).toEqual([]);
  });
  it('but not what it knows a member for, nor any of a widget about the form itself', () => {
    expect(ids(widget('task', { filterMembers: { owner: 'owner' } }))).toEqual([]);
    expect(ids(widget('deal', { ignoreFilters: ['owner'] }))).toEqual([]);
  });
});
