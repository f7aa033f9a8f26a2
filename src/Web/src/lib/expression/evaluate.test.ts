import type Big from 'big.js';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { evaluate, type Context } from './evaluate';
import { number } from './numbers';
import type { Expression, ValueType } from '@/api/expression';
import { unknown, type Answer, type Value } from './values';

/** The file that C# and SQL answer too, and the trees that the parser makes of it. */
const read = (name: string) =>
  readFileSync(join(import.meta.dirname, '../../../../../tests/Platform.Tests/Expressions', name), 'utf8');
type Json = string | number | boolean | null | Json[];
type Given = Record<string, Json>;
type Settings = { schema: Record<string, ValueType>; today: string; now: string; roles: string[]; teams: string[] };
type Vector = Partial<Settings> & { source: string; problem?: string; values?: Given; prior?: Given; result?: Json };

// JSON.parse would make doubles of numbers; here they stay as they are written, behind a sign that no text of the file begins with.
const exact = (text: string) =>
  text.replace(/"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?/gs, (token) => (token.startsWith('"') ? token : `"№${token}"`));
const file = JSON.parse(exact(read('vectors.json'))) as Settings & { vectors: Vector[] };
const trees = JSON.parse(read('vectors.trees.json')) as (Expression | null)[];

const written = (json: Json) => String(json).replace('№', '');
function value(json: Json | undefined, type: ValueType): Value {
  if (json === null || json === undefined || (Array.isArray(json) && json.length === 0)) return null;
  if (type === 'number') return number(written(json));
  if (type === 'instant') return Date.parse(json as string);
  // Ids stay texts: a browser has none that a double could not hold.
  if (type === 'reference') return written(json);
  return Array.isArray(json) ? json.map(written) : (json as Value);
}

function contextOf(vector: Vector): Context {
  const { schema, today, now, roles, teams } = { ...file, ...vector };
  const held = (from: Given | undefined, path: string) => value(from?.[path], schema[path] ?? 'blank');
  return {
    today: () => today,
    now: () => Date.parse(now),
    get: (path) => held(vector.values, path),
    prior: (path) => held(vector.prior, path),
    changed: (path) =>
      vector.prior !== undefined &&
      path in vector.prior &&
      String(held(vector.prior, path)) !== String(held(vector.values, path)),
    hasRole: (role) => roles.includes(role),
    isMember: (team) => teams.includes(team),
    aggregate: () => unknown,
  };
}

const shown = (answer: Answer) => (answer instanceof Object && 'toFixed' in answer ? (answer as Big).toFixed() : answer);

/** Vectors that cannot run in a browser, each with the reason. There are none. */
const elsewhere: Record<string, string> = {};

describe('the vectors of all evaluators', () => {
  it('have a tree each', () => {
    expect(trees.length).toBe(file.vectors.length);
    file.vectors.forEach((vector, index) => expect(trees[index]?.source).toBe(vector.problem ? undefined : vector.source));
    expect(Object.keys(elsewhere).filter((source) => !file.vectors.some((vector) => vector.source === source))).toEqual([]);
  });
  const runnable = file.vectors.flatMap((vector, index) => {
    const tree = trees[index];
    return tree && !(vector.source in elsewhere) ? [{ index, vector, tree, source: vector.source }] : [];
  });
  it.each(runnable)('$index: $source', ({ vector, tree }) => {
    const answer = evaluate(tree.root, contextOf(vector));
    expect(shown(answer)).toEqual(shown(value(vector.result, tree.type)));
  });
});
