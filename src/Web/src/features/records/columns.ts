import type { FormModel, Field } from '@/lib/form-model';
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

export function useColumns(model: FormModel) {
  const [chosen, choose] = useStored<string[] | null>(`columns.${model.key}`, null);
  return { columns: arrangeColumns(model, chosen ?? defaultColumns(model)), choose, isDefault: chosen === null };
}
