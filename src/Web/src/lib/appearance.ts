import { useSyncExternalStore } from 'react';
import type { Density, Theme } from '@/api/types';

type Appearance = { theme: Theme; density: Density };
const storageKey = 'appearance';
const listeners = new Set<() => void>();

function remembered(): Appearance {
  try {
    return {
      theme: 'system',
      density: 'comfortable',
      ...(JSON.parse(localStorage.getItem(storageKey) ?? '{}') as Partial<Appearance>),
    };
  } catch {
    return { theme: 'system', density: 'comfortable' };
  }
}
let appearance = remembered();

/** The last look on this device, so that sign-in and the first paint already have it; the person's own setting wins after. */
export function setAppearance(changes: Partial<Appearance>) {
  appearance = { ...appearance, ...changes };
  localStorage.setItem(storageKey, JSON.stringify(appearance));
  listeners.forEach((listener) => listener());
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
export const useAppearance = () => useSyncExternalStore(subscribe, () => appearance);
