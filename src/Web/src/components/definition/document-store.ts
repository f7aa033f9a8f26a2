import { useSyncExternalStore } from 'react';
import type { Fault } from '@/api/types';
import { begin, record, redo, undo, type History } from '@/lib/history';
import { at } from '@/lib/pointer';
import { same } from '@/lib/same';

/**
 * A definition being designed: its document with what was and what was taken back, and what the server found wrong.
 * `T` is how the designer holds it, `D` how it stands on the server; mostly both are the same.
 */
export class DocumentStore<T, D = T> {
  protected history: History<T>;
  private listeners = new Set<() => void>();
  private problems: Fault[] = [];
  private stamp = 0;

  constructor(
    document: D,
    /** As it is published; null for a new one. */
    public published: D | null,
    public baseVersion: number | null,
  ) {
    this.history = begin(this.opened(document));
  }

  /** As it is kept and published. */
  document(): D {
    return this.doc() as unknown as D;
  }
  protected opened(document: D): T {
    return document as unknown as T;
  }

  subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };
  /** Counts the changes of the document, for whoever saves it. */
  version = () => this.stamp;
  doc = () => this.history.present;
  faults = () => this.problems;
  canUndo = () => this.history.past.length > 0;
  canRedo = () => this.history.future.length > 0;

  /** Edits with one tag in a row (letters of a label) are one step. */
  edit(change: (doc: T) => T, tag?: string) {
    this.become(record(this.history, change(this.doc()), tag));
  }
  /** A document that comes from elsewhere takes the place of this one; that too can be undone. */
  replace(document: D) {
    this.edit(() => this.opened(document));
  }
  undo = () => this.become(undo(this.history));
  redo = () => this.become(redo(this.history));

  setFaults(faults: Fault[]) {
    this.problems = faults;
    this.tell();
  }

  /** After publishing, or when somebody else's publication is what one now goes on from. */
  rebase(published: D | null, version: number | null) {
    this.published = published;
    this.baseVersion = version;
    this.tell();
  }

  private become(next: History<T>) {
    if (next === this.history) return;
    const isChanged = next.present !== this.history.present;
    const before = this.problems.length > 0 ? this.document() : null;
    this.history = next;
    if (isChanged) {
      this.stamp++;
      if (before) this.problems = this.standing(before, this.document());
      this.changed();
    }
    this.tell();
  }

  /** Faults of what has been changed since may be none any more; those of the whole document are asked again on publishing. */
  private standing(before: D, now: D): Fault[] {
    return this.problems.filter(({ path }) => path === '' || same(at(before, path), at(now, path)));
  }

  /** The document is another one; who listens is told afterwards. */
  protected changed() {}

  protected tell = () => this.listeners.forEach((listener) => listener());
}

/** Renders again only when what is read changes: read values that keep their identity. */
export const useStored = <T, D, R>(store: DocumentStore<T, D>, read: (store: DocumentStore<T, D>) => R): R =>
  useSyncExternalStore(store.subscribe, () => read(store));
