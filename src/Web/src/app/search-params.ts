import { parseSearchWith, stringifySearchWith } from '@tanstack/react-router';

/** A value of an address: JSON, unless it is a number that would be written otherwise (`1.50`, `44e69`): that is a text. */
function read(text: string): unknown {
  const value: unknown = JSON.parse(text);
  if (typeof value === 'number' && String(value) !== text) throw new SyntaxError('A text that looks like a number.');
  return value;
}

// What cannot be read is kept as the text that it is.
export const parseSearch = parseSearchWith(read);
export const stringifySearch = stringifySearchWith(JSON.stringify, read);
