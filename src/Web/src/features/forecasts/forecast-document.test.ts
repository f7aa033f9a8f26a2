import { expect, test } from 'vitest';
import type { ForecastDocument } from '@/api/forecasts';
import type { Pipeline } from '@/api/types';
import type { Field } from '@/lib/form-model';
import { forecastChanges } from './forecast-changes';
import { newForecast, ownerThen, setSplits, splitBy, splitMembers } from './forecast-document';

const field = (key: string, type: string, x: object = {}, system = false) =>
  ({ key, type, label: key, x: { type, title: { en: key }, ...x }, system }) as unknown as Field;
const pipeline = {
  key: 'hiring',
  field: 'step',
  amountField: 'pay',
  stages: [
    { key: 'in', kind: 'open', dateField: 'came_on' },
    { key: 'hired', kind: 'won', dateField: 'ended_on' },
  ],
} as unknown as Pipeline;

const document: ForecastDocument = {
  key: 'people',
  title: { en: 'People' },
  pipeline: 'hiring',
  amount: 'pay',
  weighted: 'likely_pay',
  date: 'expected_on',
  closedOn: 'ended_on',
  splits: [
    { key: 'owner', field: 'owner', wonBy: 'step.owner' },
    { key: 'team', field: 'owner.team' },
  ],
  targets: {
    form: 'goal',
    start: 'from',
    amount: 'pay',
    by: [
      { split: 'team', field: 'team' },
      { split: 'owner', field: 'owner' },
    ],
  },
};

test('a new forecast takes what the pipeline makes plain: its amount, the day its last stages write, the first other day', () => {
  const fields = [field('ended_on', 'date'), field('expected_on', 'date'), field('age', 'date', { formula: 'x', stored: false })];
  expect(newForecast('people', {}, pipeline, fields)).toMatchObject({
    amount: 'pay',
    weighted: '',
    date: 'expected_on',
    closedOn: 'ended_on',
  });
});

test('what has several values, is computed whenever it is read, or tells of the stage is nothing to split by', () => {
  const members = new Map(
    [
      field('step', 'stage'),
      field('step.owner', 'user'),
      field('desk.owner', 'user'),
      field('tags', 'multiSelect'),
      field('kind', 'select'),
      field('about', 'relation', { forms: ['a', 'b'] }),
      field('size', 'text', { formula: 'x', stored: false }),
      field('band', 'text', { formula: 'x' }),
      field('owner', 'user', {}, true),
    ].map((item) => [item.key, item]),
  );
  expect(splitMembers(members).map((item) => item.key)).toEqual(['owner', 'desk.owner', 'kind', 'band']);
});

test('a split by the owner counts what is won for the owner of then, one by anything else for what stands there', () => {
  expect(ownerThen({ field: 'owner.team' }, 'step')).toBe('step.owner.team');
  expect(splitBy(field('owner', 'user'), { en: 'Person' }, [], 'step')).toEqual({
    key: 'owner',
    title: { en: 'Person' },
    field: 'owner',
    wonBy: 'step.owner',
  });
  expect(splitBy(field('kind', 'select'), {}, [{ key: 'kind', field: 'desk.kind' }], 'step')).toEqual({
    key: 'kind_2',
    title: {},
    field: 'kind',
  });
});

test('the targets of a split go with it', () => {
  expect(setSplits(document, document.splits.slice(1)).targets?.by).toEqual([{ split: 'team', field: 'team' }]);
});

test('differences are told by what they are about', () => {
  expect(forecastChanges(null, document)).toEqual([{ kind: 'first' }]);
  expect(forecastChanges(document, { ...document, order: 100, roles: [] })).toEqual([]);
  const [owner, team] = document.splits as [(typeof document.splits)[0], (typeof document.splits)[0]];
  expect(forecastChanges(document, { ...document, splits: [team, owner] })).toEqual([{ kind: 'splitOrder' }]);
  const kind = { key: 'kind', title: 'Kind', field: 'kind' };
  expect(
    forecastChanges(document, {
      ...document,
      amount: 'other',
      splits: [{ ...owner, wonBy: undefined }, kind] as never,
      targets: undefined,
    }),
  ).toEqual([
    { kind: 'fields' },
    { kind: 'split', title: undefined, split: 'owner' },
    { kind: 'splitAdded', title: 'Kind', split: 'kind' },
    { kind: 'splitRemoved', title: undefined, split: 'team' },
    { kind: 'noTargets' },
  ]);
});
