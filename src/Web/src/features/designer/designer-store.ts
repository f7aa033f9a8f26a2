import { createContext, useContext, useSyncExternalStore } from 'react';
import type { FormDocument } from '@/api/types';
import { DocumentStore } from '@/components/definition/document-store';
import { settle } from '@/lib/history';
import type { Copied } from './clipboard';
import { detailOf, renameField } from './document';
import { elementAt, findControl, keyOf, pathKey, type Path } from './layout-tree';

export type Selection = { kind: 'form' } | { kind: 'field'; key: string } | { kind: 'element'; path: Path };
const theForm: Selection = { kind: 'form' };

// Outlives the designer of one form, so that parts of it can be taken to another.
let copied: Copied | undefined;

/** The form being designed with what is selected in it. */
export class DesignerStore extends DocumentStore<FormDocument> {
  private following = new Set<string>();
  private chosen: Selection = theForm;
  private added = 0;

  selection = () => this.chosen;
  isPublished = (key: string) => this.published?.properties[key] !== undefined;
  copied = () => copied;

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

  copy(value: Copied | undefined) {
    copied = value;
    this.tell();
  }

  /** Puts a document in the place of the present one that says the same, such as the one that the server has completed. */
  adopt(document: FormDocument) {
    this.history = { ...settle(this.history), present: document };
    this.tell();
  }

  protected override changed() {
    if (!this.stands(this.chosen)) this.chosen = theForm;
  }

  private stands(selection: Selection): boolean {
    if (selection.kind === 'field') return this.doc().properties[selection.key] !== undefined;
    return selection.kind === 'form' || elementAt(detailOf(this.doc()), selection.path) !== undefined;
  }
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
