import { useCallback, useState } from 'react';
import { begin, record, redo, undo } from '@/lib/history';

/** A value whose changes can be taken back. */
export function useHistory<T extends object>(first: () => T) {
  const [history, setHistory] = useState(() => begin(first()));
  const change = useCallback(
    (next: T | ((before: T) => T), tag?: string) =>
      setHistory((h) => record(h, typeof next === 'function' ? next(h.present) : next, tag)),
    [],
  );
  return {
    value: history.present,
    change,
    undo: useCallback(() => setHistory(undo), []),
    redo: useCallback(() => setHistory(redo), []),
    /** Starts over from a value, as if nothing had been changed. */
    reset: useCallback((value: T) => setHistory(begin(value)), []),
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
  };
}
