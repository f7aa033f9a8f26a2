import { expect, it } from 'vitest';
import type { HomeDocument, SectionDocument, SectionOf } from '@/api/homes';
import { homeChanges } from './home-changes';

const called: SectionDocument = { kind: 'mentions', title: 'Called' };
const moved: SectionOf<'changes'> = { kind: 'changes', title: 'Moved', pipeline: 'sales', days: 7 };
const page = (changes: Partial<HomeDocument> = {}): HomeDocument => ({
  key: 'start',
  title: 'Start',
  roles: ['rep'],
  sections: [called, moved],
  ...changes,
});

it('says nothing of a page that is the same, whatever stands where by default', () => {
  expect(homeChanges(page(), page({ order: 100, calendar: [] }))).toEqual([]);
});

it('knows a section again by its kind when its settings or its title differ', () => {
  expect(homeChanges(page(), page({ sections: [called, { ...moved, days: 30 }] }))).toEqual([
    { kind: 'section', section: 'changes', title: 'Moved' },
  ]);
  expect(homeChanges(page(), page({ sections: [{ ...called, title: 'Named' }, moved] }))).toEqual([
    { kind: 'section', section: 'mentions', title: 'Named' },
  ]);
});

it('tells sections that come and go, and another order of those that stay', () => {
  expect(homeChanges(page(), page({ sections: [moved, called] }))).toEqual([{ kind: 'moved' }]);
  expect(homeChanges(page(), page({ sections: [called, { kind: 'checklist', title: 'Begin' }] }))).toEqual([
    { kind: 'added', section: 'checklist', title: 'Begin' },
    { kind: 'removed', section: 'changes', title: 'Moved' },
  ]);
});

it('tells whose the page is and its place', () => {
  expect(homeChanges(page(), page({ roles: [], order: 20, title: 'Begin' })).map((change) => change.kind)).toEqual([
    'title',
    'roles',
    'order',
  ]);
  expect(homeChanges(null, page())).toEqual([{ kind: 'first' }]);
});
