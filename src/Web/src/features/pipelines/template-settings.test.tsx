import { beforeAll, describe, expect, it } from 'vitest';
import type { ReactNode } from 'react';
import { DocumentStore } from '@/components/definition/document-store';
import { buildModel } from '@/lib/form-model';
import { anywhere, firsts, keywords, unseen, type Path } from '@/test/keywords';
import { begin, forms, look, template } from '@/test/template';
import { BoardCard } from './board-card';
import { BoardTab } from './board-tab';
import { MoveRules } from './moves-tab';
import { PipelineContext } from './pipeline-context';
import type { PipelineDocument, StageDocument } from './pipeline-document';
import { StageGeneral, StageGuidance } from './stage-panel';
import { StageDo, StageEnter, StageLeave } from './stage-rules';
import { TaskFormSetting } from './task-form-setting';

/** The shipped pipelines can be built again with the designer alone: whatever they say, a setting shows it. */
const pipelines = template<PipelineDocument>('pipelines');
beforeAll(begin);

function designing(doc: PipelineDocument, settings: ReactNode): string {
  const form = forms.find(({ $id }) => $id === doc.form);
  if (!form) throw new Error(`There is no form ${doc.form}.`);
  const model = buildModel(form, undefined, 'en');
  const context = {
    store: new DocumentStore<PipelineDocument>(doc, null, null),
    model,
    fields: [...model.fields.values()],
    counts: new Map(),
  };
  return look(<PipelineContext value={context}>{settings}</PipelineContext>);
}

const nothing = () => undefined;
/** Parts of the tabs beside the stages; the board tab as a whole has the rest. */
const board = (doc: PipelineDocument) => designing(doc, <BoardTab />);
const parts: Record<string, (doc: PipelineDocument) => string> = {
  moves: (doc) => designing(doc, <MoveRules />),
  board: (doc) => designing(doc, <BoardCard doc={doc} onBoard={nothing} />),
  taskForm: (doc) => designing(doc, <TaskFormSetting doc={doc} onChange={nothing} />),
};
const stageTabs: ((stage: StageDocument) => ReactNode)[] = [
  (stage) => <StageGeneral stage={stage} set={nothing} onSelect={nothing} />,
  (stage) => <StageEnter stage={stage} set={nothing} />,
  (stage) => <StageDo stage={stage} set={nothing} />,
  (stage) => <StageLeave stage={stage} set={nothing} />,
  (stage) => <StageGuidance stage={stage} set={nothing} />,
];
/** Those that the panel of a stage offers. */
const tabsOf = (stage: StageDocument) => (stage.kind === 'open' ? stageTabs : stageTabs.slice(0, 2));
const panesOf = (doc: PipelineDocument) => {
  const ofStages = doc.stages.map((stage, index) =>
    tabsOf(stage).map((tab) => (now: PipelineDocument) => {
      const shown = now.stages[index];
      return shown ? designing(now, tab(shown)) : '';
    }),
  );
  return ([name = '', index]: Path) => (name === 'stages' ? (ofStages[Number(index)] ?? []) : [parts[name] ?? board]);
};

const given = new Set([
  // Chosen when a pipeline is made.
  'key',
  'form',
  'field',
  // Columns, with a way to add, move and take out each.
  'stages',
  // The server's.
  'stages id',
  // A colour is chosen for light and dark at once.
  'stages color dark',
  // What has been made has a key from the start.
  'stages tasks key',
  'stages deliverables key',
  'stages exit key',
]);
const of = (doc: PipelineDocument) =>
  keywords(doc).filter(
    (path) =>
      !given.has(anywhere(path)) &&
      // How likely a closed stage is follows from its kind.
      !(path[2] === 'probability' && doc.stages[Number(path[1])]?.kind !== 'open'),
  );
/** A stage that closes has settings of its own. */
const nameIn = (doc: PipelineDocument) => (path: Path) => [anywhere(path), doc.stages[Number(path[1])]?.kind].join(' ');

describe('the shipped template', () => {
  it('says nothing of a pipeline that its settings do not show', { timeout: 120_000 }, () => {
    const { seen, take } = firsts();
    const missing = pipelines.flatMap((doc) =>
      unseen(doc, take(of(doc), nameIn(doc)), panesOf(doc)).map((path) => `${doc.key} ${path.join('.')}`),
    );
    expect(missing).toEqual([]);
    expect(seen).toContain('stages category won');
  });

  it('would be found out by this if it said what no setting shows', { timeout: 60_000 }, () => {
    const [doc] = pipelines;
    if (!doc) throw new Error('The template has no pipelines.');
    const path = ['stages', 0, 'music'];
    const more = { ...doc, stages: doc.stages.map((stage) => ({ ...stage, music: 'loud' })) };
    expect(keywords(more)).toContainEqual(['stages', 0, 'music']);
    expect(unseen(more, [path], panesOf(more))).toEqual([path]);
  });
});
