import { describe, expect, it } from 'vitest';
import type { Pipeline } from '@/api/types';
import {
  addStage,
  kindOf,
  moveStage,
  newItemKey,
  newPipeline,
  pairOf,
  removeStage,
  renameStage,
  ruleOf,
  setKind,
  setPair,
  setRule,
  setStage,
  sortOf,
  stageKeysBeside,
  stepsBeside,
  withDeparting,
  withSort,
} from './pipeline-document';

const doc = newPipeline('flow', 'thing', 'stage', { en: 'Flow' });
const keys = (of: typeof doc) => of.stages.map((stage) => stage.key).join(' ');

describe('stages that go', () => {
  it('stand once more where they stood, beside those that take in their records', () => {
    const gone = [doc.stages[0], doc.stages[1], doc.stages[3]].filter((stage) => stage !== undefined);
    const rest = gone.reduce((now, stage) => removeStage(now, stage.key), doc);
    const { doc: next, key } = addStage(rest, { en: 'More' });
    const won = setKind(addStage(next, { en: 'Sold' }).doc, addStage(next, { en: 'Sold' }).key, 'won');
    expect(keys(withDeparting(next, doc, gone))).toBe(`new_one in_progress last_check ${key} done dropped`);
    expect(withDeparting(won, doc, gone).stages.map((stage) => stage.kind)).toEqual(
      'open open open open won lost won'.split(' '),
    );
  });
});

describe('stages', () => {
  it('are added before those that close, with a key and a colour that nobody has', () => {
    const { doc: next, key } = addStage(doc, { en: 'More' });
    expect(keys(next)).toBe(`new_one in_progress last_check ${key} done dropped`);
    expect(doc.stages.map((stage) => stage.color?.light)).not.toContain(next.stages[3]?.color?.light);
  });
  it('and their steps have keys that no other pipeline of the form has', () => {
    const other = setStage(newPipeline('other', 'thing', 'way', {}), 'new_one', {
      tasks: [{ key: 'task', title: {}, must: true }],
    }) as unknown as Pipeline;
    const taken = stageKeysBeside([other, { ...other, form: 'else', stages: [] }], 'thing', 'flow');
    expect(keys(newPipeline('flow', 'thing', 'stage', {}, taken))).toBe('new_one_2 in_progress_2 last_check_2 done_2 dropped_2');
    expect(newItemKey([], 'task', stepsBeside([other], doc, 'new_one').tasks)).toBe('task_2');
    expect(newItemKey([], 'task', stepsBeside([other], doc, 'done').tasks)).toBe('task');
  });
  it('are moved among their kind only', () => {
    expect(keys(moveStage(doc, 0, 2))).toBe('in_progress last_check new_one done dropped');
    expect(moveStage(doc, 0, 4)).toBe(doc);
  });
  it('of another kind stand where that kind does', () => {
    expect(keys(setKind(doc, 'new_one', 'lost'))).toBe('in_progress last_check done dropped new_one');
    expect(keys(setKind(doc, 'dropped', 'open'))).toBe('new_one in_progress last_check dropped done');
  });
  it('take what is said of their moves along', () => {
    const paired = setPair(doc, 'new_one', 'done', { roles: [] });
    expect(pairOf(renameStage(paired, 'new_one', 'first'), 'first', 'done')?.roles).toEqual([]);
    expect(removeStage(paired, 'done').moves?.pairs).toBeUndefined();
  });
});

describe('moves', () => {
  it('are of the kinds that the server knows', () => {
    const kinds = [
      'in_progress new_one',
      'new_one in_progress',
      'new_one last_check',
      'last_check done',
      'new_one done',
      'new_one dropped',
      'done new_one',
    ].map((pair) => {
      const [from = '', to = ''] = pair.split(' ');
      return kindOf(doc, from, to);
    });
    expect(kinds).toEqual(['back', 'forward', 'skip', 'close', 'skip', 'close', 'reopen']);
  });
  it('are written as shortly as they can be, and read back alike', () => {
    const cases = [{}, { roles: ['rep'] }, { roles: [] as string[] }, { reason: true }, { roles: ['rep'], reason: true }];
    for (const rule of cases) expect(ruleOf(setRule(doc, 'skip', rule), 'skip')).toEqual(rule);
    expect(setRule(doc, 'skip', {}).moves).not.toHaveProperty('skip');
    expect(setRule(doc, 'skip', { roles: ['rep'] }).moves?.skip).toEqual(['rep']);
  });
  it('of a pair go back to those of the kind', () => {
    const set = setPair(doc, 'new_one', 'done', { roles: ['rep'], reason: false });
    expect(pairOf(set, 'new_one', 'done')).toEqual({ from: 'new_one', to: 'done', roles: ['rep'] });
    expect(setPair(set, 'new_one', 'done', null)).toEqual(doc);
  });
});

describe('the order of the cards', () => {
  it('is read and written by its first field and direction, the rest stays', () => {
    expect(sortOf('-amount,name')).toEqual({ field: 'amount', isDescending: true });
    expect(withSort({ sort: '-amount,name' }, { field: 'due', isDescending: false })).toEqual({ sort: 'due,name' });
    expect(withSort({ sort: 'amount,name' }, { field: 'name', isDescending: true })).toEqual({ sort: '-name' });
    expect(withSort(undefined, { field: 'due', isDescending: true })).toEqual({ sort: '-due' });
  });
  it('is none without a field', () => {
    expect(sortOf(undefined)).toEqual({ field: undefined, isDescending: false });
    expect(withSort({ sort: 'amount', card: { title: 'name' } }, { field: undefined, isDescending: false })).toEqual({
      card: { title: 'name' },
    });
  });
});
