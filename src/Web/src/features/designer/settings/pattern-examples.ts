/** Kinds of characters, in the order in which a pattern and its words name them. */
export const kinds = ['upper', 'lower', 'digit', 'han'] as const;
export type Kind = (typeof kinds)[number];
/** So many characters of some kinds, or of one that stands for itself. */
export type PatternPart = { of: readonly Kind[] | string; min: number; max: number };

const ranges: Record<Kind, string> = { upper: 'A-Z', lower: 'a-z', digit: '0-9', han: '\\u4E00-\\u9FFF' };
const tests: Record<Kind, RegExp> = { upper: /[A-Z]/, lower: /[a-z]/, digit: /[0-9]/, han: /[\u4E00-\u9FFF]/ };

const isKinds = (of: PatternPart['of']): of is readonly Kind[] => typeof of !== 'string';
const sameOf = (a: PatternPart['of'], b: PatternPart['of']) =>
  isKinds(a) && isKinds(b) ? a.join() === b.join() : !isKinds(a) && a === b;

/** The runs of one example: the same kinds of characters in the same numbers, everything else as it stands. */
function runsOf(example: string): PatternPart[] {
  const runs: PatternPart[] = [];
  for (const letter of example) {
    const kind = kinds.find((one) => tests[one].test(letter));
    const of = kind ? [kind] : letter;
    const last = runs.at(-1);
    if (last && sameOf(last.of, of)) runs[runs.length - 1] = { of, min: last.min + 1, max: last.max + 1 };
    else runs.push({ of, min: 1, max: 1 });
  }
  return runs;
}

/** What two parts have in common; a character that stands for itself is never another. */
function union(a: PatternPart, b: PatternPart): PatternPart | null {
  const [min, max] = [Math.min(a.min, b.min), Math.max(a.max, b.max)];
  if (sameOf(a.of, b.of)) return { of: a.of, min, max };
  const [left, right] = [a.of, b.of];
  if (!isKinds(left) || !isKinds(right)) return null;
  return { of: kinds.filter((kind) => left.includes(kind) || right.includes(kind)), min, max };
}

type Way = { cost: number; parts: PatternPart[] };
const another = 3; // for a part of other kinds: rather that than two that may be missing
const missing = 2;

/** The closest pattern that both meet: parts are put side by side, and one that has no counterpart may be missing. */
function merge(a: readonly PatternPart[], b: readonly PatternPart[]): PatternPart[] {
  const ways: Way[][] = [];
  const optional = (part: PatternPart) => ({ ...part, min: 0 });
  for (let i = a.length; i >= 0; i--) {
    const row: Way[] = (ways[i] = []);
    for (let j = b.length; j >= 0; j--) {
      const [left, right] = [a[i], b[j]];
      const found: Way[] = [];
      const go = (part: PatternPart, rest: Way | undefined, cost: number) =>
        rest && found.push({ cost: rest.cost + cost, parts: [part, ...rest.parts] });
      const joined = left && right && union(left, right);
      if (joined) go(joined, ways[i + 1]?.[j + 1], sameOf(left.of, right.of) ? 0 : another);
      if (left) go(optional(left), ways[i + 1]?.[j], left.min === 0 ? 0 : missing);
      if (right) go(optional(right), row[j + 1], right.min === 0 ? 0 : missing);
      row[j] = found.reduce<Way | undefined>((best, way) => (best && best.cost <= way.cost ? best : way), undefined) ?? {
        cost: 0,
        parts: [],
      };
    }
  }
  return ways[0]?.[0]?.parts ?? [];
}

/** What looks like all of the examples, and like what `base` describes; empty where there is nothing to look like. */
export const generalise = (examples: readonly string[], base: readonly PatternPart[] = []): PatternPart[] => {
  const all = examples.filter((example) => example !== '').map(runsOf);
  return [...(base.length > 0 ? [[...base]] : []), ...all].reduce(
    (parts, next, index) => (index === 0 ? next : merge(parts, next)),
    [],
  );
};

const count = ({ min, max }: PatternPart) =>
  min === max ? (min === 1 ? '' : `{${min}}`) : min === 0 && max === 1 ? '?' : `{${min},${max}}`;
const escape = (letter: string) => letter.replace(/[\\^$.*+?()[\]{}|/]/, '\\$&');

/** The pattern as a regular expression of the keyword subset; empty for no parts. */
export const patternOf = (parts: readonly PatternPart[]): string =>
  parts.length === 0
    ? ''
    : `^${parts.map((part) => (isKinds(part.of) ? `[${part.of.map((kind) => ranges[kind]).join('')}]` : escape(part.of)) + count(part)).join('')}$`;

/** The parts of a pattern that examples could have made; null of any other. */
export function partsOf(pattern: string): PatternPart[] | null {
  const parts: PatternPart[] = [];
  const token = /\[((?:A-Z|a-z|0-9|\\u4E00-\\u9FFF)+)\]|\\([\\^$.*+?()[\]{}|/])|([^\\^$.*+?()[\]{}|/])/u;
  const each = new RegExp(`(?:${token.source})(?:\\{(\\d+)(?:,(\\d+))?\\}|(\\?))?`, 'uy');
  const inner = pattern.slice(1, -1);
  while (each.lastIndex < inner.length) {
    const [, classes, escaped, plain, min, max, optional] = each.exec(inner) ?? [];
    const of = classes === undefined ? (escaped ?? plain) : kinds.filter((kind) => classes.includes(ranges[kind]));
    if (of === undefined) return null;
    const least = optional ? 0 : Number(min ?? 1);
    parts.push({ of, min: least, max: optional ? 1 : Number(max ?? min ?? 1) });
  }
  return parts.length > 0 && patternOf(parts) === pattern ? parts : null;
}

/** Whether a text meets a pattern; false for what is no pattern. */
export function fits(pattern: string, text: string): boolean {
  try {
    return new RegExp(pattern, 'u').test(text);
  } catch {
    return false;
  }
}
