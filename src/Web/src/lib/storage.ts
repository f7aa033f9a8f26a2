import { useState } from 'react';

/** State kept in localStorage: what a person arranged on this device (columns, folded sections). */
export function useStored<T>(key: string, initial: T): [T, (value: T) => void] {
  const [stored, setStored] = useState<{ key: string; value: T }>(() => ({ key, value: read(key, initial) }));
  const value = stored.key === key ? stored.value : read(key, initial);
  const save = (next: T) => {
    setStored({ key, value: next });
    localStorage.setItem(key, JSON.stringify(next));
  };
  return [value, save];
}

function read<T>(key: string, initial: T): T {
  try {
    const text = localStorage.getItem(key);
    return text === null ? initial : (JSON.parse(text) as T);
  } catch {
    return initial;
  }
}
