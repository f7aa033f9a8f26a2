import { useDesigner, useStore } from '../designer-store';
import { partOf, withPart, type FormPart, type FormParts } from './form-parts';

type Set<T> = (value: T | undefined) => void;

/** One setting of the form and how it is changed. Typed: letters in a row are one step back. */
export function usePart<K extends FormPart>(of: K, isTyped = false): [value: FormParts[K] | undefined, set: Set<FormParts[K]>] {
  const store = useStore();
  const value = useDesigner((state) => partOf(state.doc()['x-form'], of));
  const set = (next: FormParts[K] | undefined) =>
    store.edit((doc) => ({ ...doc, 'x-form': withPart(doc['x-form'], of, next) }), isTyped ? `form:${of}` : undefined);
  return [value, set];
}
