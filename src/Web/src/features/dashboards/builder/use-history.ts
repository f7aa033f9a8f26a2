import { useCallback, useState } from 'react';

export type History<T> = { past: T[]; present: T; future: T[]; tag?: string };
const most = 100;

/** A further step; one with the same tag as the step before it becomes part of that step. */
export function stepped<T>(history: History<T>, present: T, tag?: string): History<T> {
  if (present === history.present) return history;
  const isSame = tag !== undefined && tag === history.tag;
  return { past: isSame ? history.past : [...history.past, history.present].slice(-most), present, future: [], tag };
}
export function undone<T>(history: History<T>): History<T> {
  const present = history.past.at(-1);
  if (present === undefined) return history;
  return { past: history.past.slice(0, -1), present, future: [history.present, ...history.future] };
}
export function redone<T>(history: History<T>): History<T> {
  const [present, ...future] = history.future;
  if (present === undefined) return history;
  return { past: [...history.past, history.present], present, future };
}

/** A value whose changes can be taken back. */
export function useHistory<T extends object>(first: () => T) {
  const [history, setHistory] = useState<History<T>>(() => ({ past: [], present: first(), future: [] }));
  const change = useCallback(
    (next: T | ((before: T) => T), tag?: string) =>
      setHistory((h) => stepped(h, typeof next === 'function' ? next(h.present) : next, tag)),
    [],
  );
  return {
    value: history.present,
    change,
    undo: useCallback(() => setHistory(undone), []),
    redo: useCallback(() => setHistory(redone), []),
    /** Starts over from a value, as if nothing had been changed. */
    reset: useCallback((value: T) => setHistory({ past: [], present: value, future: [] }), []),
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
  };
}
