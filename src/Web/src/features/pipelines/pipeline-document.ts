import type { Pipeline, Stage, StageTask, TaskForm, Text } from '@/api/types';
import { freeKey } from '@/lib/keys';

/** Who may make a move; without roles whoever may edit the record, with none nobody. */
export type MoveRule = { roles?: string[]; reason?: boolean };
export type MovePair = MoveRule & { from: string; to: string; when?: string; title?: Text };
export const moveKinds = ['forward', 'skip', 'back', 'close', 'reopen', 'waive'] as const;
export type MoveKind = (typeof moveKinds)[number];
export type StageDocument = Omit<Stage, 'id'> & { id?: string; onEnter?: { set?: Record<string, string> } };
export type Criterion = NonNullable<Stage['exit']>[number];
export type Deliverable = NonNullable<Stage['deliverables']>[number];
export type PipelineDocument = Omit<Pipeline, 'stages'> & {
  moves?: Partial<Record<MoveKind, string[] | MoveRule>> & { pairs?: MovePair[] };
  stages: StageDocument[];
};

/** Distinguishable for colour-blind eyes, each three to one on its surface. */
export const stageColors = [
  { light: '#8F8679', dark: '#7D7A83' },
  { light: '#3A9CBC', dark: '#9CC5D7' },
  { light: '#5753CC', dark: '#6A74F2' },
  { light: '#5C2478', dark: '#CE96F8' },
  { light: '#BC7C00', dark: '#E4AE30' },
  { light: '#2A62A8', dark: '#8DB8EC' },
  { light: '#24713A', dark: '#7CC98C' },
  { light: '#12523F', dark: '#53E0A4' },
  { light: '#A0291A', dark: '#D0634C' },
];

const colorOf = { won: stageColors[7], lost: stageColors[8] };

const dropUndefined = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined)) as T;

export const openOf = (doc: PipelineDocument) => doc.stages.filter((stage) => stage.kind === 'open');

/** Keys of stages that the form's other pipelines have: tasks and files know their step by stage, so that a key of one's own tells them apart. */
export const stageKeysBeside = (pipelines: readonly Pipeline[], form: string, key: string): ReadonlySet<string> =>
  new Set(
    pipelines
      .filter((other) => other.form === form && other.key !== key)
      .flatMap(({ stages }) => stages.map((stage) => stage.key)),
  );

/** A pipeline to begin with: three open stages, won and lost. Taken: keys that its stages shall not have. */
export function newPipeline(
  key: string,
  form: string,
  field: string,
  title: Text,
  taken: ReadonlySet<string> = new Set(),
): PipelineDocument {
  const names: Text[] = [
    { en: 'New', 'zh-CN': '新建' },
    { en: 'In progress', 'zh-CN': '进行中' },
    { en: 'Last check', 'zh-CN': '最后确认' },
  ];
  const open = names.map((name, index): StageDocument => ({
    key: freeKey(['new_one', 'in_progress', 'last_check'][index] ?? 'stage', taken),
    title: name,
    kind: 'open',
    probability: [10, 40, 80][index],
    color: stageColors[index],
  }));
  return {
    key,
    form,
    field,
    title,
    moves: { back: { reason: true }, reopen: { reason: true } },
    stages: [
      ...open,
      { key: freeKey('done', taken), title: { en: 'Done', 'zh-CN': '完成' }, kind: 'won', probability: 100, color: colorOf.won },
      {
        key: freeKey('dropped', taken),
        title: { en: 'Dropped', 'zh-CN': '放弃' },
        kind: 'lost',
        probability: 0,
        color: colorOf.lost,
      },
    ],
  };
}

export const setPipeline = (doc: PipelineDocument, changes: Partial<PipelineDocument>): PipelineDocument =>
  dropUndefined({ ...doc, ...changes });

/** What the server knows as icons of a signal. */
export const signalIcons = ['alert', 'calendar', 'clock', 'flag', 'hourglass', 'message-square-off', 'star', 'user'] as const;

type Sort = { field: string | undefined; isDescending: boolean };
/** By which field cards are sorted first. */
export function sortOf(sort: string | undefined): Sort {
  const first = sort?.split(',')[0]?.trim() ?? '';
  return { field: first.replace(/^-/, '') || undefined, isDescending: first.startsWith('-') };
}

/** The board sorted first by another field; what it was sorted by next stays, without a first it goes too. */
export function withSort(board: PipelineDocument['board'], { field, isDescending }: Sort): PipelineDocument['board'] {
  const rest = (board?.sort?.split(',') ?? []).slice(1).map((term) => term.trim());
  const terms = field ? [`${isDescending ? '-' : ''}${field}`, ...rest.filter((term) => term.replace(/^-/, '') !== field)] : [];
  return dropUndefined({ ...board, sort: terms.length > 0 ? terms.join(',') : undefined });
}

export const setStage = (doc: PipelineDocument, key: string, changes: Partial<StageDocument>): PipelineDocument => ({
  ...doc,
  stages: doc.stages.map((stage) => (stage.key === key ? dropUndefined({ ...stage, ...changes }) : stage)),
});

/** A further open stage before those that close. */
export function addStage(
  doc: PipelineDocument,
  title: Text,
  taken: ReadonlySet<string> = new Set(),
): { doc: PipelineDocument; key: string } {
  const key = freeKey('stage', new Set([...taken, ...doc.stages.map((stage) => stage.key)]), 'stage');
  const open = openOf(doc);
  const last = open.at(-1)?.probability ?? 0;
  const used = new Set(doc.stages.map((stage) => stage.color?.light));
  const color = stageColors.find((pair) => !used.has(pair.light)) ?? stageColors[0];
  const stage: StageDocument = { key, title, kind: 'open', probability: Math.round((last + 100) / 2), color };
  const at = doc.stages.findLastIndex((item) => item.kind === 'open') + 1;
  return { doc: { ...doc, stages: doc.stages.toSpliced(at, 0, stage) }, key };
}

/** Moves a stage to a place; open ones stay before those that close. */
export function moveStage(doc: PipelineDocument, from: number, to: number): PipelineDocument {
  const stage = doc.stages[from];
  const other = doc.stages[to];
  if (!stage || !other || from === to || (stage.kind === 'open') !== (other.kind === 'open')) return doc;
  return { ...doc, stages: doc.stages.toSpliced(from, 1).toSpliced(to, 0, stage) };
}

/** A stage of another kind stands where its kind does. */
export function setKind(doc: PipelineDocument, key: string, kind: Stage['kind']): PipelineDocument {
  const stage = doc.stages.find((item) => item.key === key);
  if (!stage || stage.kind === kind) return doc;
  const rest = doc.stages.filter((item) => item !== stage);
  const probability = kind === 'won' ? 100 : kind === 'lost' ? 0 : stage.probability;
  const changed = { ...stage, kind, probability };
  const at = kind === 'open' ? rest.findLastIndex((item) => item.kind === 'open') + 1 : rest.length;
  return { ...doc, stages: rest.toSpliced(at, 0, changed) };
}

/** Takes a stage out with what is said of moves from and to it. */
export function removeStage(doc: PipelineDocument, key: string): PipelineDocument {
  const pairs = doc.moves?.pairs?.filter((pair) => pair.from !== key && pair.to !== key);
  const moves = doc.moves && dropUndefined({ ...doc.moves, pairs: pairs?.length ? pairs : undefined });
  return dropUndefined({ ...doc, moves, stages: doc.stages.filter((stage) => stage.key !== key) });
}

/** Another key for a stage that was never published. */
export function renameStage(doc: PipelineDocument, from: string, to: string): PipelineDocument {
  const swap = (key: string) => (key === from ? to : key);
  const pairs = doc.moves?.pairs?.map((pair) => ({ ...pair, from: swap(pair.from), to: swap(pair.to) }));
  return {
    ...doc,
    ...(doc.moves && { moves: dropUndefined({ ...doc.moves, pairs }) }),
    stages: doc.stages.map((stage) => (stage.key === from ? { ...stage, key: to } : stage)),
  };
}

/** The kind of move between two stages, as the server names it. */
export function kindOf(doc: PipelineDocument, from: string, to: string): Exclude<MoveKind, 'waive'> {
  const order = (key: string) => doc.stages.findIndex((stage) => stage.key === key);
  const kind = (key: string) => doc.stages.find((stage) => stage.key === key)?.kind;
  if (kind(from) !== 'open') return 'reopen';
  if (kind(to) === 'lost') return 'close';
  if (order(to) < order(from)) return 'back';
  if (order(to) !== order(from) + 1) return 'skip';
  return kind(to) === 'open' ? 'forward' : 'close';
}

const asRule = (rule: string[] | MoveRule | undefined): MoveRule => (Array.isArray(rule) ? { roles: rule } : (rule ?? {}));
export const ruleOf = (doc: PipelineDocument, kind: MoveKind): MoveRule => asRule(doc.moves?.[kind]);

export function setRule(doc: PipelineDocument, kind: MoveKind, rule: MoveRule): PipelineDocument {
  const next = dropUndefined({ roles: rule.roles, reason: rule.reason || undefined });
  const isPlain = next.reason === undefined && next.roles !== undefined;
  const written = Object.keys(next).length === 0 ? undefined : isPlain ? next.roles : next;
  return { ...doc, moves: dropUndefined({ ...doc.moves, [kind]: written }) };
}

export const pairOf = (doc: PipelineDocument, from: string, to: string) =>
  doc.moves?.pairs?.find((pair) => pair.from === from && pair.to === to);

/** What is said of one pair of stages; null: what is said of the kind of move. */
export function setPair(
  doc: PipelineDocument,
  from: string,
  to: string,
  pair: Omit<MovePair, 'from' | 'to'> | null,
): PipelineDocument {
  const others = (doc.moves?.pairs ?? []).filter((item) => item.from !== from || item.to !== to);
  const pairs = pair ? [...others, dropUndefined({ from, to, ...pair, reason: pair.reason || undefined })] : others;
  return { ...doc, moves: dropUndefined({ ...doc.moves, pairs: pairs.length ? pairs : undefined }) };
}

type Listed = { tasks: StageTask; deliverables: Deliverable; exit: Criterion };

/** The parts of a stage that are lists with keys of their own. */
export function setList<K extends keyof Listed>(
  doc: PipelineDocument,
  key: string,
  list: K,
  items: Listed[K][],
): PipelineDocument {
  return setStage(doc, key, { [list]: items.length ? items : undefined } as Partial<StageDocument>);
}

export function newItemKey(items: readonly { key: string }[], base: string, beside: readonly { key: string }[] = []): string {
  return freeKey(base, new Set([...items, ...beside].map((item) => item.key)), base);
}

/** The tasks and files of stages of the same key that the form's other pipelines have: their keys are taken. */
export function stepsBeside(pipelines: readonly Pipeline[], doc: PipelineDocument, stage: string) {
  const same = pipelines
    .filter((other) => other.form === doc.form && other.key !== doc.key)
    .flatMap(({ stages }) => stages.filter((item) => item.key === stage));
  return { tasks: same.flatMap((item) => item.tasks ?? []), deliverables: same.flatMap((item) => item.deliverables ?? []) };
}

/** Stages that were published and are no more. */
export const removedStages = (published: PipelineDocument | null, doc: PipelineDocument) =>
  (published?.stages ?? []).filter((stage) => !doc.stages.some((item) => item.key === stage.key));

/** The pipeline with stages that are about to go, each where it stood, so that their records can move to what is new. */
export function withDeparting(doc: PipelineDocument, published: PipelineDocument, departing: readonly StageDocument[]) {
  const before = published.stages.map((stage) => stage.key);
  const stages = departing.reduce((now, stage) => {
    const earlier = new Set(before.slice(0, before.indexOf(stage.key)));
    const last = now.findLastIndex((item) => earlier.has(item.key));
    // Open stages stand before those that close.
    const open = now.findLastIndex((item) => item.kind === 'open') + 1;
    const at = stage.kind === 'open' ? Math.min(last + 1, open) : Math.max(last + 1, open);
    return now.toSpliced(at, 0, stage);
  }, doc.stages);
  return { ...doc, stages };
}

/** The usual names of a to-do form's fields, for a form that this application makes. */
export const ownTaskForm = (form: string): TaskForm => ({
  form,
  title: 'title',
  due: 'due_on',
  owner: 'owner',
  done: 'done',
  doneOn: 'done_on',
  must: 'must',
  record: 'record',
  key: 'key_task',
  waived: 'waived_reason',
});
