import type {
  CalendarSource,
  Dated,
  HomeDocument,
  PublishedHome,
  Reason,
  SectionDocument,
  SectionKind,
  TodoSource,
} from '@/api/homes';
import type { Widget } from '@/api/reports';
import type { Fault, FieldTypeKey, Pipeline, Text } from '@/api/types';
import { changed } from '@/lib/changed';
import { columns, freeId } from '@/widgets/arrange';
import { freeOrder } from './home-order';

/** A home being designed: its sections carry an id of the editor's own, so that each stays itself when it moves. */
export type Item = { id: number; section: SectionDocument };
export type HomeDraft = { document: HomeDocument; items: Item[] };

export const openHome = (document: HomeDocument): HomeDraft => ({
  document,
  items: (document.sections ?? []).map((section, id) => ({ id, section })),
});

/** The document as it is published: what the editor does not know stands where it stood. */
export const closeHome = ({ document, items }: HomeDraft): HomeDocument =>
  document.sections === undefined && items.length === 0 ? document : { ...document, sections: items.map((item) => item.section) };

export const setDocument = (draft: HomeDraft, changes: Partial<HomeDocument>): HomeDraft => ({
  ...draft,
  document: changed(draft.document, changes),
});
export const addSection = (draft: HomeDraft, section: SectionDocument): HomeDraft => ({
  ...draft,
  items: [...draft.items, { id: Math.max(-1, ...draft.items.map((item) => item.id)) + 1, section }],
});
export const setSection = (draft: HomeDraft, id: number, section: SectionDocument): HomeDraft => ({
  ...draft,
  items: draft.items.map((item) => (item.id === id ? { id, section } : item)),
});
export const removeSection = (draft: HomeDraft, id: number): HomeDraft => ({
  ...draft,
  items: draft.items.filter((item) => item.id !== id),
});
export function moveSection(draft: HomeDraft, from: number, to: number): HomeDraft {
  const item = draft.items[from];
  if (!item || from === to || to < 0 || to >= draft.items.length) return draft;
  return { ...draft, items: draft.items.toSpliced(from, 1).toSpliced(to, 0, item) };
}

/** What must still be chosen before a section says anything; null when nothing. */
export type Missing = 'sources' | 'form' | 'date' | 'tick' | 'reasons' | 'pipeline' | 'widgets';
const missingIn = ({ form, date, tick }: TodoSource): Missing | null =>
  !form ? 'form' : !date ? 'date' : Object.keys(tick).length === 0 ? 'tick' : null;
export function missing(section: SectionDocument): Missing | null {
  switch (section.kind) {
    case 'todo':
      return section.sources?.length ? (section.sources.map(missingIn).find((what) => what !== null) ?? null) : 'sources';
    case 'attention':
      return !section.form ? 'form' : section.reasons?.length ? null : 'reasons';
    case 'changes':
      return section.pipeline ? null : 'pipeline';
    case 'widgets':
      return section.widgets?.length ? null : 'widgets';
    case 'mentions':
    case 'checklist':
      return null;
  }
}

/** What can be shown already; `ids` tells which sections those are, for the faults that name them by place. */
export function finished(draft: HomeDraft): { document: HomeDocument; ids: number[] } {
  const items = draft.items.filter((item) => missing(item.section) === null);
  return { document: closeHome({ ...draft, items }), ids: items.map((item) => item.id) };
}

/** Faults by the section that they are about; null: about the page. */
export function faultsBySection(faults: Fault[], ids: number[]): Map<number | null, Fault[]> {
  const by = new Map<number | null, Fault[]>();
  for (const fault of faults) {
    const id = ids[Number(/^\/sections\/(\d+)/.exec(fault.path)?.[1] ?? -1)] ?? null;
    by.set(id, [...(by.get(id) ?? []), fault]);
  }
  return by;
}

type FieldLike = { key: string; type: FieldTypeKey; system?: boolean };

/** A source of a form as it is most often wanted: its first day, ticked off by its first yes/no field, of whoever looks. */
export function guessSource(form: string, fields: FieldLike[], pipelines: Pipeline[]): TodoSource {
  const tasks = pipelines.map((pipeline) => pipeline.taskForm).find((mapping) => mapping?.form === form);
  const first = (type: FieldTypeKey) => fields.find((field) => field.type === type && !field.system)?.key;
  const done = tasks?.done ?? fields.find((field) => field.type === 'boolean' && !('readOnly' in field && field.readOnly))?.key;
  const mine = { member: tasks?.owner ?? 'owner', operator: 'equals' as const, values: ['@me'] };
  const about = tasks?.record ?? first('relation');
  return {
    form,
    date: tasks?.due ?? first('date') ?? '',
    ...(about ? { about } : {}),
    tick: done ? { [done]: true } : {},
    filter: { and: [mine, ...(done ? [{ member: done, operator: 'notEquals' as const, values: [true] }] : [])] },
  };
}

/** What ticking off can set: one of the yes/no fields, or the day (and its text) emptied, or what the document says. */
export type TickChoice = { key: string; kind: 'yes' | 'empty' | 'other'; tick: Record<string, unknown> };
export function tickChoices(source: TodoSource, fields: (FieldLike & { readOnly?: boolean })[]): TickChoice[] {
  const choices: TickChoice[] = fields
    .filter((field) => field.type === 'boolean' && !field.readOnly)
    .map((field) => ({ key: field.key, kind: 'yes', tick: { [field.key]: true } }));
  if (source.date)
    choices.push({
      key: '$empty',
      kind: 'empty',
      tick: { ...(source.text ? { [source.text]: null } : {}), [source.date]: null },
    });
  const isKnown = choices.some((choice) => isSame(choice.tick, source.tick));
  if (!isKnown && Object.keys(source.tick).length > 0) choices.push({ key: '$other', kind: 'other', tick: source.tick });
  return choices;
}
const isSame = (a: Record<string, unknown>, b: Record<string, unknown>) =>
  Object.keys(a).length === Object.keys(b).length && Object.entries(a).every(([key, value]) => key in b && b[key] === value);
export const chosenTick = (source: TodoSource, choices: TickChoice[]) =>
  choices.find((choice) => isSame(choice.tick, source.tick));

/** Another day or text: what emptied the old ones empties the new ones. */
export function setDated<T extends Dated>(source: T, changes: Partial<Dated>): T {
  const next = changed(source, changes as Partial<T>);
  if (!('tick' in source)) return next;
  const emptied = { ...(source.text ? { [source.text]: null } : {}), ...(source.date ? { [source.date]: null } : {}) };
  const before = source as unknown as TodoSource;
  if (Object.keys(before.tick).length === 0 || !isSame(before.tick, emptied)) return next;
  return { ...next, tick: { ...(next.text ? { [next.text]: null } : {}), ...(next.date ? { [next.date]: null } : {}) } };
}

/** Yes/no fields as reasons: those that stay keep what goes with them. */
export const setReasons = (reasons: Reason[], fields: string[]): Reason[] =>
  fields.map((field) => reasons.find((reason) => reason.field === field) ?? { field });

/** Widgets side by side in their order, each as large as it was. */
export function flowed(widgets: Widget[]): Widget[] {
  let [x, y, height] = [0, 0, 0];
  return widgets.map((widget) => {
    const { w, h } = widget.layout;
    if (x > 0 && x + w > columns) [x, y, height] = [0, y + height, 0];
    const layout = { x, y, w, h };
    x += w;
    height = Math.max(height, h);
    return { ...widget, layout };
  });
}

/** Copies for a page without filters: what a dashboard's filters said about them is left there. */
export function copied(present: Widget[], chosen: Widget[]): Widget[] {
  const all = [...present];
  for (const widget of chosen) {
    const isTaken = all.some((item) => item.id === widget.id);
    all.push(changed(widget, { id: isTaken ? freeId(all) : widget.id, ignoreFilters: undefined, filterMembers: undefined }));
  }
  return flowed(all);
}

/** A new page. Its calendar is that of the page which it takes the place of: without one these people would have none. */
export function newHome(key: string, title: Text, homes: PublishedHome[], like?: PublishedHome): HomeDocument {
  const from = like ?? homes.find((home) => !home.roles?.length) ?? homes[0];
  const calendar: CalendarSource[] | undefined = from?.calendar;
  return {
    key,
    title,
    roles: [],
    order: freeOrder(homes),
    sections: like?.sections ?? [],
    ...(calendar ? { calendar } : {}),
  };
}

/** A section as it begins, with what there is to choose from chosen where that is plain. */
export function newSection(kind: SectionKind, title: Text, pipelines: Pipeline[]): SectionDocument {
  const [pipeline] = pipelines;
  const tasks = pipelines.map((item) => item.taskForm).find((mapping) => mapping !== undefined);
  switch (kind) {
    case 'todo':
      return { kind, title, sources: tasks ? [guessSource(tasks.form, [], pipelines)] : [] };
    case 'attention':
      return {
        kind,
        title,
        form: pipeline?.form ?? '',
        ...(pipeline?.amountField ? { amount: pipeline.amountField } : {}),
        ...(pipeline
          ? {
              filter: {
                and: [
                  { member: 'owner', operator: 'equals', values: ['@me'] },
                  { member: `${pipeline.field}.kind`, operator: 'equals', values: ['open'] },
                ],
              },
            }
          : {}),
        reasons: [],
      };
    case 'changes':
      return { kind, title, pipeline: pipeline?.key ?? '', days: 7 };
    case 'widgets':
      return { kind, title, widgets: [] };
    case 'mentions':
    case 'checklist':
      return { kind, title };
  }
}
