/*
 * Text as expressions mean it: length in Unicode code points, order by code point, and case mapped one code point to one,
 * because that is what every evaluator can agree on (ADR 6).
 */

/** Characters that a text may grow to. */
export const longest = 1_000_000;

/** Greek letters with an iota below, of which a browser makes two letters and the server one. */
function withIota(char: string): string | null {
  const code = char.codePointAt(0) ?? 0;
  if ((code >= 0x1f80 && code <= 0x1f87) || (code >= 0x1f90 && code <= 0x1f97) || (code >= 0x1fa0 && code <= 0x1fa7))
    return String.fromCodePoint(code + 8);
  return code === 0x1fb3 || code === 0x1fc3 || code === 0x1ff3 ? String.fromCodePoint(code + 9) : null;
}

const mapped = (text: string, map: (char: string) => string): string => {
  let result = '';
  for (const char of text) {
    const other = map(char);
    result += [...other].length === 1 ? other : char;
  }
  return result;
};

// Not toLowerCase of the whole: it looks at neighbours (a final sigma).
export const lower = (text: string) => mapped(text, (char) => char.toLowerCase());
export const upper = (text: string) => mapped(text, (char) => (char === 'ı' ? char : (withIota(char) ?? char.toUpperCase())));

const blank = '[\\t-\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]+';
const edges = new RegExp(`^${blank}|${blank}$`, 'gu');
/** Not String.trim: it takes other characters for space. */
export const trim = (text: string) => text.replace(edges, '');

export const length = (text: string) => [...text].length;

export function compare(left: string, right: string): number {
  const common = Math.min(left.length, right.length);
  for (let at = 0; at < common; at++) {
    const [a, b] = [left.charCodeAt(at), right.charCodeAt(at)];
    if (a === b) continue;
    // UTF-16 order differs from that of code points beyond U+FFFF.
    const surrogates = Number(isSurrogate(a)) - Number(isSurrogate(b));
    return surrogates !== 0 ? surrogates : a - b;
  }
  return left.length - right.length;
}

const isSurrogate = (code: number) => code >= 0xd800 && code <= 0xdfff;
