import type { ValueType } from '@/api/expression';
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

/** The rules of a form at work on the values of a store; undefined is what only the server can tell. */
export type Logic = {
  /** Works out what depends on a value, or everything; answers the fields that changed by it. */
  update: (key?: string) => string[];
  computed: (key: string) => { value: unknown } | undefined;
  isRequired: (key: string) => boolean | undefined;
  isLocked: (key: string) => boolean | undefined;
  /** Whether saving would be refused because the field is blank. */
  isMissing: (key: string) => boolean;
  /** Fields that may be refused, in their order. */
  keys: () => string[];
  /** What is said of a day outside its limits. */
  limit: (key: string) => string | undefined;
  say: (code: 'required' | 'readOnly', key: string) => string;
  /** What a rule reads there; undefined where only the server can tell. */
  read: (path: string, type: ValueType) => { value: unknown } | undefined;
};

/** All that the control of one field shows; the same object until something in it changes. */
export type FieldState = { value: unknown; error: string | undefined; required: boolean; locked: boolean };
type Problem = { key: string; message: string };

/** Values and problems of one form; whoever shows a field listens to that field alone. */
export class FormStore {
  private values: Values;
  private errors = new Map<string, string>();
  private unreadable = new Map<string, string>();
  private suggested = new Map<string, unknown>();
  private touched = new Set<string>();
  // What the last save was refused for, where the client cannot tell by itself.
  private demanded = new Set<string>();
  private logic: Logic | null = null;
  private attempted = false;
  private fieldListeners = new Map<string, Set<Listener>>();
  private formListeners = new Set<Listener>();
  private states = new Map<string, FieldState>();
  private shownProblems: Problem[] = [];

  constructor(
    private initial: Values = {},
    private preset: Values = {},
  ) {
    this.values = { ...initial, ...preset };
  }

  value = (key: string): unknown => {
    const computed = this.logic?.computed(key);
    return computed ? computed.value : this.raw(key);
  };
  /** As loaded or typed, formulas as they were last saved. */
  raw = (key: string): unknown => this.values[key] ?? null;
  /** The record that is edited; none while one is created. */
  id = (): number | undefined => (typeof this.initial['id'] === 'number' ? this.initial['id'] : undefined);
  /** Whether a field holds something else than it began with. */
  isTyped = (key: string): boolean => !sameValue(this.values[key], this.initial[key]);
  isTouched = (key: string): boolean => this.touched.has(key);
  isUnreadable = (key: string): boolean => this.unreadable.has(key);
  /** What a rule finds behind a path; without a type, what the form holds. */
  read = (path: string, type?: ValueType): { value: unknown } | undefined =>
    type && this.logic ? this.logic.read(path, type) : { value: this.value(path) };
  error = (key: string): string | undefined => this.unreadable.get(key) ?? this.errors.get(key) ?? this.refusal(key);

  state = (key: string): FieldState => {
    const next: FieldState = {
      value: this.value(key),
      error: this.error(key),
      required: this.logic?.isRequired(key) ?? this.demanded.has(key),
      locked: this.isLocked(key),
    };
    const known = this.states.get(key);
    if (known && (['value', 'error', 'required', 'locked'] as const).every((part) => known[part] === next[part])) return known;
    this.states.set(key, next);
    return next;
  };

  subscribeTo = (key: string) => (listener: Listener) => {
    const listeners = this.fieldListeners.get(key) ?? new Set();
    this.fieldListeners.set(key, listeners.add(listener));
    return () => void listeners.delete(listener);
  };
  subscribe = (listener: Listener) => {
    this.formListeners.add(listener);
    return () => void this.formListeners.delete(listener);
  };

  /** From here on the rules answer every change. */
  attach(logic: Logic) {
    this.logic = logic;
    this.refresh();
  }
  /** Something that the rules read beyond the form, or a value of it, has come. */
  refresh(key?: string) {
    const changed = this.logic?.update(key) ?? [];
    this.notify(...(key === undefined ? this.fieldListeners.keys() : changed));
  }

  set(key: string, value: unknown) {
    this.touched.add(key);
    this.put(key, value);
  }

  /** Fills a field that is blank or still holds the last suggestion. */
  suggest(key: string, value: unknown) {
    if (this.keeps(key)) return;
    this.suggested.set(key, value);
    this.put(key, value);
  }
  /** The same for a computed default, by the rules themselves; never what was emptied on purpose. */
  suggestDefault(key: string, value: unknown): boolean {
    if (this.touched.has(key) || this.keeps(key) || sameValue(this.values[key], value)) return false;
    this.suggested.set(key, value);
    this.values = { ...this.values, [key]: value };
    return true;
  }

  setUnreadable(key: string, message: string | null) {
    if (message === null ? !this.unreadable.delete(key) : this.unreadable.get(key) === message) return;
    if (message !== null) this.unreadable.set(key, message);
    this.notify(key, ...(this.logic?.update(key) ?? []));
  }

  setFaults(faults: Fault[]) {
    const touched = new Set(this.errors.keys());
    this.errors = new Map();
    for (const fault of faults) {
      const key = fieldOfPath(fault.path);
      if (!this.errors.has(key)) this.errors.set(key, fault.message);
      if (fault.code === 'required') this.demanded.add(key);
      touched.add(key);
    }
    this.notify(...touched);
  }

  /** Somebody wants to save: from now on what is missing is said without being touched. */
  attempt() {
    this.attempted = true;
    this.notify(...this.fieldListeners.keys());
  }

  /** All problems in order; the key '' is the form as a whole. The same list until it changes. */
  problems = (): Problem[] => {
    const all = new Map([...this.errors, ...this.unreadable]);
    for (const key of this.logic?.keys() ?? []) {
      const message = all.has(key) ? undefined : this.refusal(key);
      if (message !== undefined) all.set(key, message);
    }
    const next = [...all].map(([key, message]) => ({ key, message }));
    if (!sameValue(next, this.shownProblems)) this.shownProblems = next;
    return this.shownProblems;
  };
  hasUnreadable = () => this.unreadable.size > 0;

  /** A merge patch from what was loaded to what stands now. */
  changes(): Values {
    const changes: Values = {};
    for (const key of Object.keys(this.values)) {
      // What nobody typed and nobody may is the server's to fill in.
      if (this.logic?.isLocked(key) && !this.touched.has(key)) continue;
      if (this.isTyped(key)) changes[key] = isBlank(this.values[key]) ? null : this.values[key];
      else if (this.isEmptied(key)) changes[key] = null;
    }
    return changes;
  }
  base = () => this.initial;
  isChanged = () =>
    this.unreadable.size > 0 || Object.keys(this.changes()).some((key) => this.touched.has(key) || !this.suggested.has(key));

  /** Starts anew from what the server now has, keeping the given own values. */
  rebase(current: Values, own: Values) {
    this.initial = current;
    this.values = { ...current, ...own };
    this.errors = new Map();
    this.refresh();
  }

  private put(key: string, value: unknown) {
    if (sameValue(this.values[key], value)) return;
    this.values = { ...this.values, [key]: value };
    this.errors.delete(key);
    this.notify(key, ...(this.logic?.update(key) ?? []));
  }

  private keeps = (key: string) => !isBlank(this.values[key]) && this.values[key] !== this.suggested.get(key);

  // Left blank the server would give it its default again.
  private isEmptied = (key: string) =>
    this.touched.has(key) && isBlank(this.values[key]) && (this.suggested.has(key) || !isBlank(this.preset[key]));

  // What was typed before the lock closed can still be taken back.
  private isLocked = (key: string) =>
    this.logic?.isLocked(key) === true && !(this.touched.has(key) && this.isTyped(key)) && !this.unreadable.has(key);

  private refusal(key: string): string | undefined {
    if (!this.logic) return undefined;
    if ((this.attempted || this.touched.has(key)) && this.logic.isMissing(key)) return this.logic.say('required', key);
    const late = this.logic.isLocked(key) === true && this.touched.has(key) && this.isTyped(key);
    if (late) return this.logic.say('readOnly', key);
    // What stood there before may stay.
    return (this.attempted || this.touched.has(key)) && this.isTyped(key) ? this.logic.limit(key) : undefined;
  }

  private notify(...keys: string[]) {
    for (const key of new Set(keys)) this.fieldListeners.get(key)?.forEach((listener) => listener());
    this.formListeners.forEach((listener) => listener());
  }
}
