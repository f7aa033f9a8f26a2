import type { FormModel, Field } from '@/lib/form-model';
import { allRecords } from '@/components/saved-views/view-state';
import type { ListSearch } from '@/lib/list-search';
import { useStored } from '@/lib/storage';

const mostByDefault = 7;

/** Columns shown when nobody chose: what the form says, else its first short fields. */
export function defaultColumns(model: FormModel): string[] {
  const stored = model.document['x-form'].list?.columns?.filter((key) => model.fields.has(key));
  if (stored?.length) return stored;
  return [...model.fields.values()]
    .filter((field) => !field.system && field.type !== 'longText' && field.type !== 'file')
    .slice(0, mostByDefault)
    .map((field) => field.key);
}

/** The title always comes first, because it is the link; fields that no longer exist drop out. */
export function arrangeColumns(model: FormModel, keys: string[]): Field[] {
  return [model.titleKey, ...keys.filter((key) => key !== model.titleKey)]
    .map((key) => model.fields.get(key))
    .filter((field) => field !== undefined);
}

/**
 * Columns as the address names them, else as they were arranged on this device. What a saved view shows is changed in the address, so
 * that another list keeps its own. `stored`: what was arranged, for a view that is made of it.
 */
export function useColumns(model: FormModel, address: ListSearch, onAddress: (columns: string | undefined) => void) {
  const [stored, store] = useStored<string[] | null>(`columns.${model.key}`, null);
  const isOfView = address.columns !== undefined || (address.view !== undefined && address.view !== allRecords);
  const keys = address.columns?.split(',') ?? stored ?? defaultColumns(model);
  const choose = (next: string[] | null) => (isOfView ? onAddress(next?.join(',')) : store(next));
  return { columns: arrangeColumns(model, keys), stored: stored ?? undefined, choose };
}
