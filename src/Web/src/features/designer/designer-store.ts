import { createContext, useContext, useSyncExternalStore } from 'react';
import type { Fault, FieldSchema, FormDocument } from '@/api/types';
import { detailOf, renameField } from './document';
import { begin, record, redo, settle, undo, type History } from '@/lib/history';
import { elementAt, findControl, keyOf, pathKey, type Path } from './layout-tree';

export type Selection = { kind: 'form' } | { kind: 'field'; key: string } | { kind: 'element'; path: Path };
export type Copied = { schema: FieldSchema; isRequired: boolean; key: string };
const theForm: Selection = { kind: 'form' };

// Outlives the designer of one form, so that fields can be taken to another.
let copied: Copied | undefined;

/** The document being designed, its history, what is selected and what the server found wrong. */
export class DesignerStore {
  private history: History<FormDocument>;
  private listeners = new Set<() => void>();
  private following = new Set<string>();
  private chosen: Selection = theForm;
  private problems: Fault[] = [];
  private stamp = 0;
  private added = 0;

  constructor(
    document: FormDocument,
    /** As it is published; null for a new form. */
    public published: FormDocument | null,
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
  selection = () => this.chosen;
  faults = () => this.problems;
  canUndo = () => this.history.past.length > 0;
  canRedo = () => this.history.future.length > 0;
  isPublished = (key: string) => this.published?.properties[key] !== undefined;
  copied = () => copied;

  edit(change: (doc: FormDocument) => FormDocument, tag?: string) {
    this.become(record(this.history, change(this.doc()), tag));
  }
  undo = () => this.become(undo(this.history));
  redo = () => this.become(redo(this.history));
  /** A document that comes from elsewhere takes the place of this one; that too can be undone. */
  replace = (document: FormDocument) => this.edit(() => document);

  select(selection: Selection) {
    const path = selection.kind === 'element' ? selection.path : undefined;
    const key = path && keyOf(elementAt(detailOf(this.doc()), path));
    this.chosen = key ? { kind: 'field', key } : selection;
    this.history = settle(this.history);
    this.tell();
  }

  /** Lets the key of a new field follow its label until somebody gives it one. */
  follow = (key: string, isFollowing = true) => {
    if (isFollowing) {
      this.following.add(key);
      this.added++;
    } else this.following.delete(key);
    this.tell();
  };
  /** Counts added fields, so that the settings know a new one from one merely selected again. */
  addedCount = () => this.added;
  follows = (key: string) => this.following.has(key) && !this.isPublished(key);

  rename(from: string, to: string, tag?: string) {
    if (this.isPublished(from) || from === to || this.doc().properties[to]) return;
    if (this.following.delete(from)) this.following.add(to);
    if (this.chosen.kind === 'field' && this.chosen.key === from) this.chosen = { kind: 'field', key: to };
    this.edit((doc) => renameField(doc, from, to), tag);
  }

  copy(value: Copied) {
    copied = value;
    this.tell();
  }

  setFaults(faults: Fault[]) {
    this.problems = faults;
    this.tell();
  }

  /** After publishing, or when somebody else's publication is what one now goes on from. */
  rebase(published: FormDocument | null, version: number | null) {
    this.published = published;
    this.baseVersion = version;
    this.tell();
  }

  /** Puts a document in the place of the present one that says the same, such as the one that the server has completed. */
  adopt(document: FormDocument) {
    this.history = { ...settle(this.history), present: document };
    this.tell();
  }

  private become(next: History<FormDocument>) {
    if (next === this.history) return;
    const changed = next.present !== this.history.present;
    this.history = next;
    if (changed) {
      this.stamp++;
      if (!this.stands(this.chosen)) this.chosen = theForm;
    }
    this.tell();
  }

  private stands(selection: Selection): boolean {
    if (selection.kind === 'field') return this.doc().properties[selection.key] !== undefined;
    return selection.kind === 'form' || elementAt(detailOf(this.doc()), selection.path) !== undefined;
  }

  private tell = () => this.listeners.forEach((listener) => listener());
}

export const DesignerContext = createContext<DesignerStore | null>(null);

export function useStore(): DesignerStore {
  const store = useContext(DesignerContext);
  if (!store) throw new Error('Part of the designer stands outside of it.');
  return store;
}

/** Renders again only when what is read changes: read the smallest part, and values that keep their identity. */
export function useDesigner<T>(read: (store: DesignerStore) => T): T {
  const store = useStore();
  return useSyncExternalStore(store.subscribe, () => read(store));
}

export const useDoc = () => useDesigner((store) => store.doc());
export const useField = (key: string) => useDesigner((store) => store.doc().properties[key]);

/** Where the selected thing stands on the canvas; undefined for the form and for fields that are not on it. */
export function selectedPath(store: DesignerStore): Path | undefined {
  const selection = store.selection();
  if (selection.kind === 'element') return selection.path;
  return selection.kind === 'field' ? findControl(detailOf(store.doc()), selection.key) : undefined;
}

export const isSelected = (store: DesignerStore, path: string, key: string): boolean => {
  const selection = store.selection();
  return selection.kind === 'field' ? key === selection.key : selection.kind === 'element' && pathKey(selection.path) === path;
};
