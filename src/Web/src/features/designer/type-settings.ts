import { createContext } from 'react';
import type { FieldTypeKey } from '@/api/types';
import { fieldTypes } from '@/fields/registry';
import type { TypeSettings } from './actions';

/** What the designer knows of every field type; there before anything of it is drawn. */
export const SettingsContext = createContext<TypeSettings>({} as TypeSettings);

export async function loadTypeSettings(): Promise<TypeSettings> {
  const loaded = await Promise.all(Object.values(fieldTypes).map(async (type) => [type.key, await type.settings()] as const));
  return Object.fromEntries(loaded) as TypeSettings;
}

export const formulaTypes = (settings: TypeSettings) =>
  (Object.keys(settings) as FieldTypeKey[]).filter((type) => settings[type].canBeFormula);
