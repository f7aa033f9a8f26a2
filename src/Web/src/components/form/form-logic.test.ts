import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Expression, ExpressionNode, FormRules, ValueType } from '@/api/expression';
import type { FieldSchema, FieldTypeKey, FormDocument, Pipeline, XField } from '@/api/types';
import { unknown } from '@/lib/expression/values';
import { buildModel } from '@/lib/form-model';
import { FormLogic } from './form-logic';
import { FormStore, type Values } from './form-store';
import { RecordContext, type Related } from './record-context';

const node = (kind: string, type: ValueType, rest: object) => ({ kind, type, ...rest }) as ExpressionNode;
const member = (path: string, type: ValueType = 'number') => node('member', type, { path });
const literal = (value: unknown, type: ValueType = 'number') => node('literal', type, { value });
const binary = (operator: string, left: ExpressionNode, right: ExpressionNode, type: ValueType = 'number') =>
  node('binary', type, { operator, left, right });
const call = (name: string, type: ValueType, ...args: ExpressionNode[]) =>
  node('call', type, { function: name, arguments: args });
const rule = (root: ExpressionNode, ...members: string[]): Expression => ({
  source: '',
  type: root.type,
  volatile: false,
  members,
  root,
});

const field = (type: FieldTypeKey, x: Partial<XField> = {}, schema: Partial<FieldSchema> = {}): FieldSchema => ({
  ...schema,
  'x-field': { type, title: { en: type }, ...x },
});
const document: FormDocument = {
  $id: 'deal',
  title: 'Deal',
  required: ['name'],
  properties: {
    name: field('text'),
    amount: field('money', { scale: 2 }),
    share: field('percent', { scale: 2 }),
    part: field('money', { scale: 2, formula: 'amount * share / 100' }, { readOnly: true }),
    twice: field('money', { scale: 2, formula: 'part * 2' }, { readOnly: true }),
    reason: field('text'),
    kind: field('text', { default: { expr: "'new'" } }),
    account: field('relation', { form: 'account' }),
    far: field('text'),
    stage: field('stage', { pipeline: 'sales' }),
    due: field('date', { earliest: '2026-12-30', latest: 'today+7' }),
  },
  'x-form': { title: { en: 'Deal' }, recordTitle: 'name' },
};
const big = binary('>', member('twice'), literal(100), 'boolean');
const rules: FormRules = {
  fields: {
    part: {
      formula: rule(binary('/', binary('*', member('amount'), member('share')), literal(100)), 'amount', 'share'),
    },
    // Stands before what it reads nowhere but here: the order is made from what is read.
    twice: { formula: rule(binary('*', member('part'), literal(2)), 'part') },
    reason: { requiredWhen: rule(big, 'twice'), readOnlyWhen: rule(call('isBlank', 'boolean', member('amount')), 'amount') },
    kind: { default: rule(literal('new', 'text')) },
    far: {
      requiredWhen: rule(binary('==', member('account.industry', 'text'), literal('it', 'text'), 'boolean'), 'account.industry'),
      readOnlyWhen: { server: true },
    },
  },
};
const pipeline = {
  key: 'sales',
  form: 'deal',
  field: 'stage',
  title: {},
  probabilityField: 'share',
  stages: [{ id: 's', key: 'first', title: {}, kind: 'open', probability: 10 }],
} as Pipeline;

function formWith(initial: Values, related: Related = () => unknown, pipelines: Pipeline[] = []) {
  const model = buildModel(document, undefined, 'en');
  const store = new FormStore(initial);
  const say = (code: string, key: string) => `${code} ${key}`;
  const world = { me: { id: 7, roles: [] }, today: () => '2027-01-01', now: () => 0, pipelines, related };
  const sayLimit = (code: string, key: string, day: string) => `${code} ${key} ${day}`;
  const around = { model, store, rules, say, sayLimit };
  store.attach(new FormLogic(around, (logic) => new RecordContext(around, world, logic)));
  return store;
}

describe('the rules of a form', () => {
  it('compute formulas in their order, rounded to the scale half away from zero', () => {
    const store = formWith({ id: 1, amount: 1, share: 10 });
    expect(store.value('twice')).toBe(0.2);
    store.set('amount', 0.05);
    store.set('share', 10);
    expect(store.value('part')).toBe(0.01);
    expect(store.value('twice')).toBe(0.02);
  });
  it('tell only those who show what has changed', () => {
    const store = formWith({ id: 1, amount: 100, share: 10 });
    const told: string[] = [];
    for (const key of Object.keys(document.properties)) store.subscribeTo(key)(() => told.push(key));
    store.set('amount', 200);
    expect(told).toEqual(['amount', 'part', 'twice']);
    told.length = 0;
    store.set('amount', 2000);
    expect(told).toEqual(['amount', 'part', 'twice', 'reason']);
  });
  it('hold a day that is typed to its limits, fixed or counted from today, and leave what was there', () => {
    const store = formWith({ id: 1, name: 'A', due: '2020-01-01' });
    store.attempt();
    expect(store.problems()).toEqual([]);
    store.set('due', '2026-12-29');
    expect(store.error('due')).toBe('earliest due 2026-12-30');
    store.set('due', '2027-01-09');
    expect(store.error('due')).toBe('latest due 2027-01-08');
    store.set('due', '2027-01-08');
    expect(store.problems()).toEqual([]);
  });
  it('demand what a condition demands, in the words given, once it was touched or saving was tried', () => {
    const store = formWith({ id: 1, name: 'A', amount: 2000, share: 10 });
    expect(store.state('reason')).toMatchObject({ required: true, error: undefined });
    store.attempt();
    expect(store.problems()).toEqual([{ key: 'reason', message: 'required reason' }]);
    store.set('reason', 'because');
    expect(store.problems()).toEqual([]);
    store.set('reason', '');
    expect(store.error('reason')).toBe('required reason');
    store.set('amount', 1);
    expect(store.state('reason')).toMatchObject({ required: false, error: undefined });
  });
  it('lock a field, but let what was typed before be taken back', () => {
    const store = formWith({ id: 1, amount: 5, share: 1, reason: 'old' });
    store.set('amount', null);
    expect(store.state('reason').locked).toBe(true);
    store.set('amount', 5);
    store.set('reason', 'new');
    store.set('amount', null);
    expect(store.state('reason')).toMatchObject({ locked: false, error: 'readOnly reason' });
    store.set('reason', 'old');
    expect(store.state('reason')).toMatchObject({ locked: true, error: undefined });
  });
  it('fill defaults of a new record, which are no change of their own', () => {
    const store = formWith({});
    expect(store.value('kind')).toBe('new');
    expect(store.isChanged()).toBe(false);
    expect(store.changes()).toEqual({ kind: 'new' });
    store.set('kind', null);
    expect(store.value('kind')).toBeNull();
    expect(store.changes()).toEqual({ kind: null });
  });
  it('know what the server gives a new record: its stage and the probability of that', () => {
    const store = formWith({}, undefined, [pipeline]);
    store.set('amount', 1000);
    expect(store.value('part')).toBe(100);
    expect(store.read('share', 'number')).toEqual({ value: 10 });
  });
  it('leave open what only the server can tell, and keep what it said last', () => {
    let industry: unknown = unknown;
    const store = formWith({ id: 1, account: 3 }, () => industry);
    expect(store.state('far')).toMatchObject({ required: false, locked: false });
    store.setFaults([{ path: '/far', code: 'required', message: 'Far is needed.' }]);
    expect(store.state('far').required).toBe(true);
    industry = 'steel';
    store.refresh('account');
    expect(store.state('far').required).toBe(false);
    industry = 'it';
    store.refresh('account');
    expect(store.state('far').required).toBe(true);
  });
  it('take a number that cannot be read yet for unknown', () => {
    const store = formWith({ id: 1, amount: 100, share: 10, part: 10 });
    store.set('share', 20);
    expect(store.value('part')).toBe(20);
    store.setUnreadable('amount', 'Enter a number.');
    expect(store.value('part')).toBe(10);
    store.setUnreadable('amount', null);
    expect(store.value('part')).toBe(20);
  });
});

describe('a refusal', () => {
  it.each(['en', 'zh-CN'])('is in the words of the server (%s)', (language) => {
    const read = (path: string) =>
      JSON.parse(readFileSync(join(import.meta.dirname, '../../', path), 'utf8')) as Record<string, string>;
    const theirs = read(`../../Host/Errors/messages.${language}.json`);
    const ours = read(`locales/${language}.json`);
    const inOurs = (text: string | undefined) => text?.replace(/\{(\w+)\}/g, '{{$1}}');
    expect(ours['refusal.required']).toBe(inOurs(theirs['required']));
    expect(ours['refusal.readOnly']).toBe(inOurs(theirs['field.read_only']));
  });
});
