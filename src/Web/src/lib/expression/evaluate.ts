import type Big from 'big.js';
import { functions } from './functions';
import { calculate, number } from './numbers';
import { equal, order } from './order';
import { longest } from './texts';
import type { AggregateNode, BinaryNode, CallNode, ExpressionNode, MemberNode, ValueType } from '@/api/expression';
import { unknown, type Answer, type Value } from './values';

/** What one evaluation may ask: the record, the clock, the person. Any of it may be unknown here. */
export type Context = {
  today: () => Answer;
  now: () => Answer;
  get: (path: string, type: ValueType) => Answer;
  prior: (path: string, type: ValueType) => Answer;
  changed: (path: string, type: ValueType) => Answer;
  hasRole: (role: string) => Answer;
  isMember: (team: string) => Answer;
  aggregate: (node: AggregateNode) => Answer;
};

/** Answers as the server's evaluator does (tests/Platform.Tests/Expressions/vectors.json), or with `unknown`. */
export function evaluate(node: ExpressionNode, context: Context): Answer {
  switch (node.kind) {
    case 'literal':
      return typeof node.value === 'number' ? number(node.value) : node.value;
    case 'member':
      return context.get(node.path, node.type);
    case 'unary':
      return unary(node.operator, evaluate(node.operand, context));
    case 'logical':
      return logical(node.operator === '&&', node.left, node.right, context);
    case 'conditional': {
      const met = isMet(evaluate(node.test, context));
      return met === unknown ? unknown : evaluate(met ? node.whenMet : node.otherwise, context);
    }
    case 'binary':
      return binary(node, evaluate(node.left, context), evaluate(node.right, context));
    case 'list':
      return list(node.items.map((item) => evaluate(item, context)));
    case 'call':
      return call(node, context);
    case 'aggregate':
      return context.aggregate(node);
  }
}

/** A blank condition counts as not met. */
export const isMet = (answer: Answer): boolean | typeof unknown => (answer === unknown ? unknown : answer === true);

function unary(operator: '!' | '-', operand: Answer): Answer {
  if (operator === '!') {
    const met = isMet(operand);
    return met === unknown ? unknown : !met;
  }
  return operand === unknown ? unknown : operand === null ? null : (operand as Big).neg();
}

// One side can decide alone, so that what the other would say need not be known.
function logical(isAnd: boolean, left: ExpressionNode, right: ExpressionNode, context: Context): Answer {
  const first = isMet(evaluate(left, context));
  if (first !== unknown && first !== isAnd) return first;
  const second = isMet(evaluate(right, context));
  if (second !== unknown && second !== isAnd) return second;
  return first === unknown || second === unknown ? unknown : isAnd;
}

function binary(node: BinaryNode, left: Answer, right: Answer): Answer {
  const { operator } = node;
  const type = node.left.type;
  switch (operator) {
    case '==':
    case '!=':
    case '<':
    case '<=':
    case '>':
    case '>=':
      // A comparison with a blank is false, whatever the other side is.
      if (left === null || right === null) return false;
      return left === unknown || right === unknown ? unknown : compare(operator, left, right, type);
    default:
      if (left === null || right === null) return null;
      if (left === unknown || right === unknown) return unknown;
      return type === 'text' ? join(left as string, right as string) : calculate(operator, left as Big, right as Big);
  }
}

function compare(operator: string, left: NonNullable<Value>, right: NonNullable<Value>, type: ValueType): boolean {
  if (operator === '==') return equal(left, right, type);
  if (operator === '!=') return !equal(left, right, type);
  const sign = order(left, right, type);
  switch (operator) {
    case '<':
      return sign < 0;
    case '<=':
      return sign <= 0;
    case '>':
      return sign > 0;
    default:
      return sign >= 0;
  }
}

// The server ends an evaluation that builds a longer text.
const join = (left: string, right: string): Answer => (left.length + right.length > longest ? unknown : left + right);

function list(items: Answer[]): Answer {
  if (items.includes(unknown)) return unknown;
  const given = items.filter((item) => item !== null) as string[];
  return given.length === 0 ? null : given;
}

function call(node: CallNode, context: Context): Answer {
  const [first] = node.arguments;
  const text = first?.kind === 'literal' ? String(first.value) : '';
  switch (node.function) {
    case 'changed':
      return context.changed((first as MemberNode).path, (first as MemberNode).type);
    case 'prior':
      return context.prior((first as MemberNode).path, (first as MemberNode).type);
    case 'hasRole':
      return context.hasRole(text);
    case 'isMember':
      return context.isMember(text);
    case 'isBlank': {
      const answer = first ? evaluate(first, context) : null;
      return answer === unknown ? unknown : answer === null;
    }
    case 'coalesce':
      return coalesce(node.arguments, context);
    default:
      return applied(node, context);
  }
}

function coalesce(items: ExpressionNode[], context: Context): Answer {
  for (const item of items) {
    const answer = evaluate(item, context);
    if (answer !== null) return answer;
  }
  return null;
}

function applied(node: CallNode, context: Context): Answer {
  const known = functions[node.function];
  // A function of a newer server.
  if (!known) return unknown;
  const values = node.arguments.map((item) => evaluate(item, context));
  if (values.includes(null)) return known.blanks === 'false' ? false : null;
  if (values.includes(unknown)) return unknown;
  const types = node.arguments.map((item) => item.type);
  return known.apply(values as NonNullable<Value>[], types, context);
}
