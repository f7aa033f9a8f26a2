import { beforeAll, describe, expect, it } from 'vitest';
import type { ReactNode } from 'react';
import type { HomeDocument } from '@/api/homes';
import { metricsQuery, sharingQuery, type Dashboard, type Widget } from '@/api/reports';
import { sessionQuery } from '@/api/session';
import type { Session } from '@/api/types';
import { useMembers } from '@/components/filter/use-members';
import type { Field } from '@/lib/form-model';
import type { QueryType } from '@/widgets/registry';
import { anywhere, firsts, keywords, unseen, type Path } from '@/test/keywords';
import { begin, client, look, template } from '@/test/template';
import { FollowSettings } from './follow-settings';
import { GroupSettings } from './group-settings';
import { KindPicker } from './kind-picker';
import { Look } from './look';
import { MeasureSettings } from './measure-settings';
import { PageSettingsForm } from './page-settings';
import { useNames } from './use-names';
import { Titles } from './widget-editor';
import { Wells } from './wells';
import { workOf, type Work } from './widget-work';
import type { Names } from './words';

/** The shipped dashboards can be built again without writing them: whatever they say, a setting shows it. */
const dashboards = template<Dashboard>('dashboards');
/** Figures of home pages are made on a dashboard and copied from there. */
const figures = template<HomeDocument>('homes').flatMap(({ key, sections }) =>
  (sections ?? []).flatMap((section): Dashboard[] =>
    section.kind === 'widgets' ? [{ key, title: {}, source: 'opportunity', widgets: section.widgets ?? [] }] : [],
  ),
);

const session: Partial<Session> = { user: { id: 1 } as Session['user'], app: { currency: 'EUR' } as Session['app'], can: {} };
beforeAll(async () => {
  client.setQueryData(sessionQuery.queryKey, session as Session);
  client.setQueryData(sharingQuery.queryKey, []);
  client.setQueryData(metricsQuery.queryKey, []);
  await begin();
});

const nothing = () => undefined;
type Built = { dashboard: Dashboard; widget: Widget; work: Work; members: Map<string, Field>; names: Names[]; current: Names };

/** A widget as its editor reads it. */
function Building({ dashboard, widget, of }: { dashboard: Dashboard; widget: Widget; of: (built: Built) => ReactNode }) {
  const source = widget.query?.source ?? dashboard.source;
  const members = useMembers(source);
  const names = useNames(source, members);
  const [current] = names;
  return current && of({ dashboard, widget, work: workOf(widget, names), members, names, current });
}

const page = (dashboard: Dashboard) => look(<PageSettingsForm dashboard={dashboard} onChange={nothing} />);
/** Parts of the editor, with what opens from what stands in a well. */
const parts: ((built: Built) => ReactNode)[] = [
  ({ work, members, current }) => <Wells draft={work.draft} members={members} names={current} onChange={nothing} />,
  ({ work, members }) =>
    work.draft.show.map((measure, index) => (
      <MeasureSettings
        key={index}
        measure={measure}
        draft={work.draft}
        members={members}
        nameOf={({ id }) => id}
        onChange={nothing}
      />
    )),
  ({ work, members }) =>
    work.draft.by.map((dimension, index) => (
      <GroupSettings
        key={index}
        field={members.get(dimension.field)}
        well="by"
        group={dimension}
        onGroup={nothing}
        onMove={nothing}
      />
    )),
  ({ widget, work }) => (
    <Look
      draft={work.draft}
      kind={widget.type as QueryType}
      options={work.options}
      data={undefined}
      nameOf={(id) => id}
      onDraft={nothing}
      onOptions={nothing}
    />
  ),
  ({ dashboard, work, members }) => (
    <FollowSettings
      dashboard={dashboard}
      source={work.draft.source}
      members={members}
      nameOf={(id) => id}
      follows={work.follows}
      onChange={nothing}
    />
  ),
  ({ work, names }) => <Titles work={work} names={names} onTitle={nothing} />,
  ({ widget, work, members }) => (
    <KindPicker
      draft={work.draft}
      facts={{ typeOf: (member) => members.get(member)?.type }}
      kind={widget.type}
      suggested="table"
      onKind={nothing}
    />
  ),
];

const panesOf = (doc: Dashboard) => {
  const ofWidgets = doc.widgets.map((_, index) =>
    parts.map((of) => (now: Dashboard) => {
      const widget = now.widgets[index];
      return widget ? look(<Building dashboard={now} widget={widget} of={of} />) : '';
    }),
  );
  return ([name, index]: Path) => (name === 'widgets' ? (ofWidgets[Number(index)] ?? []) : [page]);
};

const given = new Set([
  // Chosen when a dashboard is made; figures begin with its form, and the tree of fields has the others.
  'key',
  'source',
  'widgets query source',
  // The page itself, with a way to add and take out each.
  'widgets',
  // Parts have ids from the start.
  'widgets id',
  'widgets query measures id',
  'widgets query dimensions id',
  'widgets query timeDimensions id',
  'filters id',
  // What a filter of the page is follows from its field; those of the template open without a choice.
  'filters kind',
  'filters form',
  'filters default',
  // Bars lie by themselves; those that stand are columns.
  'widgets options horizontal',
]);
const of = (doc: Dashboard) =>
  keywords(doc).filter((path) => {
    const name = anywhere(path);
    // Places on the page are dragged; what a filter says is the business of the editor of filters.
    return !given.has(name) && !/^widgets (layout|query (measures )?filters .)/.test(name);
  });
/** What is drawn, and whether it is made of records, decides how it can look. */
const nameIn = (doc: Dashboard) => (path: Path) => {
  const name = anywhere(path);
  const widget = /^widgets (options|query (order|limit))/.test(name) ? doc.widgets[Number(path[1])] : undefined;
  return [name, widget?.type, widget?.query?.ungrouped].filter((part) => part !== undefined).join(' ');
};

describe('the shipped template', () => {
  const { seen, take } = firsts();
  const missingIn = (doc: Dashboard, paths: Path[]) =>
    unseen(doc, take(paths, nameIn(doc)), panesOf(doc)).map((path) => `${doc.key} ${path.join('.')}`);

  it('says nothing of a dashboard that its settings do not show', { timeout: 120_000 }, () => {
    expect(dashboards.flatMap((doc) => missingIn(doc, of(doc)))).toEqual([]);
    expect(seen).toContain('widgets options create form table true');
  });

  it('says nothing of a figure of a home page that its editor does not show', { timeout: 120_000 }, () => {
    const ofWidgets = (doc: Dashboard) => of(doc).filter(([name]) => name === 'widgets');
    expect(figures.flatMap((doc) => missingIn(doc, ofWidgets(doc)))).toEqual([]);
  });

  it('would be found out by this if it said what no setting shows', { timeout: 60_000 }, () => {
    const [doc] = dashboards;
    if (!doc) throw new Error('The template has no dashboards.');
    const path = ['widgets', 0, 'options', 'music'];
    const more = { ...doc, widgets: doc.widgets.map((widget) => ({ ...widget, options: { ...widget.options, music: 'loud' } })) };
    expect(unseen(more, [path], panesOf(more))).toEqual([path]);
  });
});
