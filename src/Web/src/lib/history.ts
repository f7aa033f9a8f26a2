/** What was, is and was taken back. Edits of one kind in a row (letters of a label) are one step. */
export type History<T> = { past: readonly T[]; present: T; future: readonly T[]; tag: string | undefined };

const longest = 500;

export const begin = <T>(present: T): History<T> => ({ past: [], present, future: [], tag: undefined });

/** Takes a new state; with the same tag as the step before, it goes on with that step. */
export function record<T>(history: History<T>, next: T, tag?: string): History<T> {
  if (next === history.present) return history;
  const continues = tag !== undefined && tag === history.tag;
  const past = continues ? history.past : [...history.past, history.present].slice(-longest);
  return { past, present: next, future: [], tag };
}

/** The next edit begins a step of its own. */
export const settle = <T>(history: History<T>): History<T> =>
  history.tag === undefined ? history : { ...history, tag: undefined };

export function undo<T>(history: History<T>): History<T> {
  const before = history.past.at(-1);
  if (history.past.length === 0) return history;
  return { past: history.past.slice(0, -1), present: before as T, future: [history.present, ...history.future], tag: undefined };
}

export function redo<T>(history: History<T>): History<T> {
  const [next, ...future] = history.future;
  if (history.future.length === 0) return history;
  return { past: [...history.past, history.present], present: next as T, future, tag: undefined };
}
