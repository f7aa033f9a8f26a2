import { useSyncExternalStore } from 'react';
import type { Fault } from '@/api/types';
import { begin, record, redo, undo, type History } from '@/lib/history';

/** A definition being designed: its document with what was and what was taken back, and what the server found wrong. */
export class DocumentStore<T> {
  protected history: History<T>;
  private listeners = new Set<() => void>();
  private problems: Fault[] = [];
  private stamp = 0;

  constructor(
    document: T,
    /** As it is published; null for a new one. */
    public published: T | null,
    public baseVersion: number | null,
  ) {
    this.history = begin(document);
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
  undo = () => this.become(undo(this.history));
  redo = () => this.become(redo(this.history));

  setFaults(faults: Fault[]) {
    this.problems = faults;
    this.tell();
  }

  /** After publishing, or when somebody else's publication is what one now goes on from. */
  rebase(published: T | null, version: number | null) {
    this.published = published;
    this.baseVersion = version;
    this.tell();
  }

  private become(next: History<T>) {
    if (next === this.history) return;
    const isChanged = next.present !== this.history.present;
    this.history = next;
    if (isChanged) {
      this.stamp++;
      this.changed();
    }
    this.tell();
  }

  /** The document is another one; who listens is told afterwards. */
  protected changed() {}

  protected tell = () => this.listeners.forEach((listener) => listener());
}

/** Renders again only when what is read changes: read values that keep their identity. */
export const useStored = <T, R>(store: DocumentStore<T>, read: (store: DocumentStore<T>) => R): R =>
  useSyncExternalStore(store.subscribe, () => read(store));
