/** Where a cursor stands in a JSON text: at the name of a member or at a value, of what, and within which quotes. */
export type JsonPlace = { path: string[]; kind: 'key' | 'value'; from: number; isQuoted: boolean; names: string[] };
type Frame = { isObject: boolean; name: string; index: number; names: string[]; expects: 'key' | 'colon' | 'value' | 'comma' };

const begin = (isObject: boolean): Frame => ({ isObject, name: '', index: 0, names: [], expects: isObject ? 'key' : 'value' });
const stepOf = (frame: Frame) => (frame.isObject ? frame.name : String(frame.index));

/** Reads the text up to the cursor; what follows may be anything, so that it answers while one types. Null where nothing can be written. */
export function placeAt(text: string, cursor: number): JsonPlace | null {
  const root: Frame = { isObject: false, name: '', index: 0, names: [], expects: 'value' };
  const frames = [root];
  const place = (from: number, isQuoted: boolean): JsonPlace | null => {
    const frame = frames.at(-1) ?? root;
    if (frame.expects === 'colon' || frame.expects === 'comma') return null;
    const above = frames.slice(1, frame.expects === 'key' ? -1 : undefined).map(stepOf);
    return {
      path: above,
      kind: frame.expects,
      from,
      isQuoted,
      names: [...frame.names, ...namesAfter(text, isQuoted ? endOfText(text, from - 1) : cursor)],
    };
  };
  let at = 0;
  while (at < cursor) {
    const frame = frames.at(-1) ?? root;
    const letter = text[at] ?? '';
    if (letter === '"') {
      const from = at + 1;
      at = endOfText(text, at);
      if (at > cursor || (at === cursor && text[at - 1] !== '"') || at === from) return place(from, true);
      if (frame.expects === 'key') {
        frame.name = text.slice(from, at - 1);
        frame.names.push(frame.name);
      }
      frame.expects = frame.expects === 'key' ? 'colon' : 'comma';
      continue;
    }
    if (letter === '{' || letter === '[') frames.push(begin(letter === '{'));
    else if (letter === '}' || letter === ']') {
      if (frames.length > 1) frames.pop();
      (frames.at(-1) ?? root).expects = 'comma';
    } else if (letter === ':') frame.expects = 'value';
    else if (letter === ',') {
      frame.index++;
      frame.expects = frame.isObject ? 'key' : 'value';
    } else if (/[^\s]/.test(letter)) {
      const from = at;
      while (at < text.length && /[^\s,:[\]{}"]/.test(text[at] ?? '')) at++;
      if (at >= cursor) return place(from, false);
      frame.expects = 'comma';
      continue;
    }
    at++;
  }
  return frames.length === 1 ? null : place(cursor, false);
}

/** The members that follow in the same object. */
function namesAfter(text: string, start: number): string[] {
  const names: string[] = [];
  let depth = 0;
  for (let at = start; at < text.length && depth >= 0; at++) {
    const letter = text[at] ?? '';
    if (letter === '"') {
      const end = endOfText(text, at);
      if (depth === 0 && /^\s*:/.test(text.slice(end, end + 20))) names.push(text.slice(at + 1, end - 1));
      at = end - 1;
    } else if (letter === '{' || letter === '[') depth++;
    else if (letter === '}' || letter === ']') depth--;
  }
  return names;
}

/** Behind the quote that ends the text which begins there. */
function endOfText(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== '"' && text[at] !== '\n') at += text[at] === '\\' ? 2 : 1;
  return text[at] === '"' ? at + 1 : Math.min(at, text.length);
}

const scalar =
  /(?:"(?:[ !#-[\]-\uFFFF]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)/y;

/** Where a text stops being JSON; null when it is. Browsers tell it in a message that mostly names no place. */
export function syntaxFault(text: string): number | null {
  let at = 0;
  const space = () => {
    while (/[ \t\r\n]/.test(text[at] ?? '')) at++;
  };
  const take = (letter: string) => {
    space();
    if (text[at] !== letter) return false;
    at++;
    return true;
  };
  const one = () => {
    space();
    scalar.lastIndex = at;
    const found = scalar.exec(text);
    if (found) at += found[0].length;
    return found !== null;
  };
  const members = (close: string, member: () => boolean): boolean => {
    if (take(close)) return true;
    do if (!member()) return false;
    while (take(','));
    return take(close);
  };
  const named = (): boolean => {
    space();
    return text[at] === '"' && one() && take(':') && value();
  };
  const value = (): boolean => {
    space();
    if (take('{')) return members('}', named);
    return take('[') ? members(']', value) : one();
  };
  if (!value()) return at;
  space();
  return at === text.length ? null : at;
}
