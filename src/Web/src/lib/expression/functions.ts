import type Big from 'big.js';
import * as dates from './dates';
import * as numbers from './numbers';
import { order } from './order';
import * as texts from './texts';
import type { ValueType } from '@/api/expression';
import type { Answer, Value } from './values';

/** What a call may ask beside its arguments. */
export type Clock = { today: () => Answer; now: () => Answer };
type Given = Exclude<Value, null>;

/** One function of the language: what a blank argument does to it, and what it gives. */
export type ExpressionFunction = {
  blanks: 'blank' | 'false' | 'seen';
  apply: (values: Given[], types: ValueType[], clock: Clock) => Answer;
};

const made = (apply: ExpressionFunction['apply'], blanks: ExpressionFunction['blanks'] = 'blank'): ExpressionFunction => ({
  blanks,
  apply,
});
const single = (apply: (value: Big) => Big) => made(([value]) => apply(value as Big));
const change = (apply: (text: string) => string) => made(([text]) => apply(text as string));
const search = (test: (text: string, part: string) => boolean) =>
  made(([text, part]) => test(text as string, part as string), 'false');
const extreme = (sign: number) =>
  made((values, types) => values.reduce((best, next) => (order(next, best, types[0] ?? 'number') * sign > 0 ? next : best)));

function dateAdd([date, amount, unit]: Given[], [type]: ValueType[]): Answer {
  const start = type === 'date' ? dates.fromDay(date as string) : (date as number);
  const sum = dates.add(start, amount as Big, unit as 'day');
  return sum === null || type !== 'date' ? sum : dates.toDay(sum);
}

function dateDiff([from, to, unit]: Given[], [type]: ValueType[]): Answer {
  const [a, b] = type === 'date' ? [dates.fromDay(from as string), dates.fromDay(to as string)] : [from, to];
  return numbers.number(dates.difference(a as number, b as number, unit as 'day'));
}

/** By name; `isBlank`, `coalesce` and what asks about the save or its author are the evaluator's own. */
export const functions: Record<string, ExpressionFunction> = {
  today: made((_values, _types, clock) => clock.today()),
  now: made((_values, _types, clock) => clock.now()),
  dateAdd: made(dateAdd),
  dateDiff: made(dateDiff),
  year: made(([date]) => numbers.number(Number((date as string).slice(0, 4)))),
  month: made(([date]) => numbers.number(Number((date as string).slice(5, 7)))),
  round: made(([value, digits]) => numbers.roundTo(value as Big, digits === undefined ? 0 : Number((digits as Big).toFixed()))),
  abs: single((value) => value.abs()),
  floor: single(numbers.floor),
  ceil: single(numbers.ceil),
  min: extreme(-1),
  max: extreme(1),
  contains: search((text, part) => text.includes(part)),
  startsWith: search((text, part) => text.startsWith(part)),
  endsWith: search((text, part) => text.endsWith(part)),
  lower: change(texts.lower),
  upper: change(texts.upper),
  trim: change(texts.trim),
  length: made(([text]) => numbers.number(texts.length(text as string))),
  includes: made(([list, value]) => (list as unknown[]).includes(value), 'false'),
};
