import { lazyInput } from '../lazy-input';
import type { FieldType } from '../types';
import { choiceOperators } from '../types';
import { MultiSelectView } from './view';

export const multiSelectField: FieldType = {
  key: 'multiSelect',
  Input: lazyInput(async () => (await import('./input')).MultiSelectInput),
  View: MultiSelectView,
  operators: choiceOperators,
  ManyInput: lazyInput(async () => (await import('./input')).MultiSelectInput),
  wide: true,
  width: 180,
  settings: () => import('./settings').then((part) => part.settings),
};
