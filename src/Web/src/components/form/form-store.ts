import type { Fault } from '@/api/types';
import { isBlank } from '@/lib/rules';

export type Values = Record<string, unknown>;
type Listener = () => void;

export const sameValue = (a: unknown, b: unknown): boolean =>
  a === b ||
  (isBlank(a) && isBlank(b)) ||
  (typeof a === 'object' && typeof b === 'object' && JSON.stringify(a) === JSON.stringify(b));

/** Pointer of a fault to the field it belongs to: `/amount` and `/fields/amount` are both the field `amount`. */
export function fieldOfPath(path: string): string {
  const parts = path
    .split('/')
    .slice(1)
    .map((part) => part.replace(/~1/g, '/').replace(/~0/g, '~'));
  return (parts[0] === 'fields' ? parts[1] : parts[0]) ?? '';
}

/** Values and problems of one form; whoever shows a field listens to that field alone. */
export class FormStore {
  private values: Values;
  private errors = new Map<string, string>();
  private unreadable = new Map<string, string>();
  private suggested = new Map<string, unknown>();
  private fieldListeners = new Map<string, Set<Listener>>();
  private formListeners = new Set<Listener>();
  private stamp = 0;

  constructor(
    private initial: Values = {},
    preset: Values = {},
  ) {
    this.values = { ...initial, ...preset };
  }

  value = (key: string): unknown => this.values[key] ?? null;
  /** The record that is edited; none while one is created. */
  id = (): number | undefined => (typeof this.initial['id'] === 'number' ? this.initial['id'] : undefined);
  /** Whether a field holds something else than it began with. */
  isTyped = (key: string): boolean => !sameValue(this.values[key], this.initial[key]);
  error = (key: string): string | undefined => this.unreadable.get(key) ?? this.errors.get(key);
  /** Changes whenever a problem or the fact of being changed may have; a cheap snapshot for the save bar. */
  version = () => this.stamp;

  subscribeTo = (key: string) => (listener: Listener) => {
    const listeners = this.fieldListeners.get(key) ?? new Set();
    this.fieldListeners.set(key, listeners.add(listener));
    return () => void listeners.delete(listener);
  };
  subscribe = (listener: Listener) => {
    this.formListeners.add(listener);
    return () => void this.formListeners.delete(listener);
  };

  set(key: string, value: unknown) {
    if (sameValue(this.values[key], value)) return;
    this.values = { ...this.values, [key]: value };
    this.errors.delete(key);
    this.notify(key);
  }

  /** Fills a field that is blank or still holds the last suggestion. */
  suggest(key: string, value: unknown) {
    if (!isBlank(this.values[key]) && this.values[key] !== this.suggested.get(key)) return;
    this.suggested.set(key, value);
    this.set(key, value);
  }

  setUnreadable(key: string, message: string | null) {
    if (message === null ? !this.unreadable.delete(key) : this.unreadable.get(key) === message) return;
    if (message !== null) this.unreadable.set(key, message);
    this.notify(key);
  }

  setFaults(faults: Fault[]) {
    const touched = new Set(this.errors.keys());
    this.errors = new Map();
    for (const fault of faults) {
      const key = fieldOfPath(fault.path);
      if (!this.errors.has(key)) this.errors.set(key, fault.message);
      touched.add(key);
    }
    this.notify(...touched);
  }

  /** All problems in order; the key '' is the form as a whole. */
  problems(): { key: string; message: string }[] {
    const all = new Map([...this.errors, ...this.unreadable]);
    return [...all].map(([key, message]) => ({ key, message }));
  }
  hasUnreadable = () => this.unreadable.size > 0;

  /** A merge patch from what was loaded to what stands now. */
  changes(): Values {
    const changes: Values = {};
    for (const key of Object.keys(this.values))
      if (!sameValue(this.values[key], this.initial[key])) changes[key] = isBlank(this.values[key]) ? null : this.values[key];
    return changes;
  }
  base = () => this.initial;
  isChanged = () => Object.keys(this.changes()).length > 0 || this.unreadable.size > 0;

  /** Starts anew from what the server now has, keeping the given own values. */
  rebase(current: Values, own: Values) {
    this.initial = current;
    this.values = { ...current, ...own };
    this.errors = new Map();
    this.notify(...this.fieldListeners.keys());
  }

  private notify(...keys: string[]) {
    this.stamp++;
    for (const key of keys) this.fieldListeners.get(key)?.forEach((listener) => listener());
    this.formListeners.forEach((listener) => listener());
  }
}
