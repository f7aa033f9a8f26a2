import { describe, expect, it } from 'vitest';
import { meets } from '@/lib/rules';
import { fromExpression, toExpression } from './condition-expression';
import {
  operatorsFor,
  takesDays,
  takesValue,
  type ConditionField,
  type ConditionModel,
  type ConditionRow,
} from './condition-model';
import { fromRule, toRule } from './condition-rule';

const fields: ConditionField[] = [
  { key: 'stage', type: 'stage' },
  { key: 'name', type: 'text' },
  { key: 'amount', type: 'money' },
  { key: 'tags', type: 'multiSelect' },
  { key: 'urgent', type: 'boolean' },
  { key: 'due', type: 'date' },
  { key: 'seen', type: 'dateTime' },
  { key: 'account', type: 'relation' },
  { key: 'owner', type: 'user' },
  { key: 'helpers', type: 'users' },
];
const row = (field: string, operator: ConditionRow['operator'], value?: unknown): ConditionRow => ({
  field,
  operator,
  ...(value !== undefined && { value }),
});
const and = (...rows: ConditionRow[]): ConditionModel => ({ join: 'and', rows });
const or = (...rows: ConditionRow[]): ConditionModel => ({ join: 'or', rows });

describe('a condition as an expression', () => {
  it.each([
    [and(row('stage', 'is', 'won')), "stage == 'won'"],
    [and(row('stage', 'isNot', 'won'), row('amount', 'gte', 1000.5)), "!(stage == 'won') && amount >= 1000.5"],
    [or(row('stage', 'oneOf', ['won', 'lost']), row('urgent', 'yes')), "(stage == 'won' || stage == 'lost') || urgent == true"],
    [and(row('name', 'contains', "O'Neil\\")), "contains(name, 'O\\'Neil\\\\')"],
    [and(row('tags', 'excludes', 'a'), row('account', 'set')), "!includes(tags, 'a') && !isBlank(account)"],
    [and(row('due', 'before', 0), row('due', 'after', -7)), "due < today() && due > dateAdd(today(), -7, 'day')"],
    [and(row('seen', 'before', 2)), "seen < dateAdd(now(), 2, 'day')"],
    [and(row('amount', 'lt', -3)), 'amount < -3'],
    [and(row('due', 'next', 7)), "(due >= today() && due <= dateAdd(today(), 7, 'day'))"],
    [or(row('seen', 'last', 3), row('urgent', 'yes')), "(seen >= dateAdd(now(), -3, 'day') && seen <= now()) || urgent == true"],
  ])('is written and read', (model, source) => {
    expect(toExpression(model, fields)).toBe(source);
    expect(fromExpression(source, fields)).toEqual(model);
  });
  it('goes round for every operator of every type', () => {
    for (const field of fields)
      for (const operator of operatorsFor(field.type)) {
        const number = ['money'].includes(field.type) || takesDays(operator);
        const value = !takesValue(operator) ? undefined : operator === 'oneOf' ? ['x', "y'"] : number ? 5 : 'x\ny';
        const model = and(row(field.key, operator, value), row('name', 'is', 'z'));
        expect(fromExpression(toExpression(model, fields) ?? '', fields)).toEqual(model);
      }
  });
  it.each([
    'amount * 2 > 5', "stage == 'won' && (urgent == true || amount > 1)", 'account.name == 5', 'unknown == 5', "name == 'a", 'changed(stage)',
    "due >= today() && due <= today()", "(due >= today() && seen <= today())", "stage != 'won'", 'amount == other', '', "stage == 'won' &&", "due == '2026-01-01'", "name == '\\u0041'",
  ])('is left as text when rows cannot say it: %s', (source) => expect(fromExpression(source, fields)).toBeNull()); // prettier-ignore
  it('leaves out rows that say nothing yet', () => {
    expect(toExpression(and(row('stage', 'is'), row('', 'is', 'x'), row('stage', 'oneOf', [])), fields)).toBeUndefined();
  });
});

describe('a condition as a layout rule', () => {
  it.each([
    and(row('stage', 'is', 'won')),
    or(row('stage', 'oneOf', ['won', 'lost']), row('urgent', 'no')),
    and(row('tags', 'includes', 'a'), row('name', 'set'), row('account', 'blank')),
    and(row('stage', 'isNot', 'won')),
    and(row('tags', 'excludes', 'a')),
    or(row('amount', 'gt', 5), row('amount', 'gte', 5), row('amount', 'lt', -1), row('amount', 'lte', 0)),
    and(row('due', 'dayFrom', '2026-01-31'), row('due', 'dayBefore', '2026-03-01'), row('due', 'isNot', '2026-02-02')),
    and(row('seen', 'dayAfter', '2026-01-31T08:00:00Z'), row('seen', 'dayUntil', '2026-02-01T08:00:00Z')),
    and(row('due', 'before', 0), row('due', 'after', -7), row('due', 'on', 3), row('seen', 'next', 14), row('seen', 'last', 30)),
    and(row('account', 'is', 7), row('owner', 'isNot', 3), row('helpers', 'includes', 2)),
  ])('is written and read', (model) => {
    const rule = toRule(model);
    expect(rule && fromRule(rule, fields)).toEqual(model);
  });
  it('means what the form does with it', () => {
    const rule = toRule(and(row('stage', 'isNot', 'won'), row('name', 'set')));
    const met = (values: Record<string, unknown>) => rule && meets(rule.condition, (key) => values[key]);
    expect(met({ stage: 'lost', name: 'x' })).toBe(true);
    expect(met({ stage: 'won', name: 'x' })).toBe(false);
    expect(met({ stage: 'lost', name: '' })).toBe(false);
  });
  it('is not read where bounds that count from today say what no row says', () => {
    for (const schema of [
      { formatMinimum: 'today' },
      { formatMinimum: 'today-2', formatMaximum: 'today+2' },
      { formatMinimum: 'today', formatMaximum: '2026-01-31' },
    ])
      expect(fromRule({ effect: 'SHOW', condition: { scope: '#/properties/due', schema } }, fields)).toBeNull();
  });
  it('is not read where a value has several bounds, or one that is negated', () => {
    const scope = '#/properties/amount';
    expect(fromRule({ effect: 'SHOW', condition: { scope, schema: { minimum: 1, maximum: 2 } } }, fields)).toBeNull();
    const least = { scope, schema: { minimum: 1 } };
    expect(fromRule({ effect: 'SHOW', condition: { type: 'NOT', conditions: [least] } }, fields)).toBeNull();
  });
  it('is not read where rows cannot say it', () => {
    const nested = { type: 'AND' as const, conditions: [{ type: 'OR' as const, conditions: [] }] };
    expect(fromRule({ effect: 'SHOW', condition: nested }, fields)).toBeNull();
    expect(fromRule({ effect: 'SHOW', condition: { scope: '#/properties/gone', schema: { enum: ['x'] } } }, fields)).toBeNull();
  });
});
