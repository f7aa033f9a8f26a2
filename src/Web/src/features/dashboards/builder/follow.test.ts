import { expect, test } from 'vitest';
import type { DashboardFilter } from '@/api/reports';
import type { Field } from '@/lib/form-model';
import { choiceOf, insteadOf, withChoice } from './follow';

const filter = (of: Partial<DashboardFilter>) =>
  ({ id: 'period', kind: 'period', member: 'closed_on', title: {}, ...of }) as DashboardFilter;
const members = new Map(
  Object.entries({ closed_on: 'date', due: 'date', owner: 'user', account: 'relation', amount: 'money' }).map(([key, type]) => [
    key,
    { key, type, x: { form: type === 'relation' ? 'account' : undefined } } as unknown as Field,
  ]),
);

test('a widget follows a filter as the page does, by another of its members, or not at all', () => {
  expect(choiceOf({}, 'period', true)).toBe('');
  expect(choiceOf({}, 'period', false)).toBe('-');
  const other = withChoice({ ignoreFilters: ['period', 'team'] }, 'period', 'due');
  expect(other).toEqual({ ignoreFilters: ['team'], filterMembers: { period: 'due' } });
  expect(choiceOf(other, 'period', false)).toBe('due');
  expect(withChoice(other, 'period', '-')).toEqual({ ignoreFilters: ['team', 'period'] });
  expect(withChoice(withChoice({}, 'period', '-'), 'period', '')).toEqual({});
});

test('another member is of the kind that the filter asks about', () => {
  expect(insteadOf(filter({}), members, true)).toEqual(['due']);
  expect(insteadOf(filter({}), members, false)).toEqual(['closed_on', 'due']);
  expect(insteadOf(filter({ kind: 'relation', form: 'account' }), members, true)).toEqual(['account']);
  expect(insteadOf(filter({ kind: 'number' }), members, true)).toEqual(['amount']);
});
