import { lazyInput } from '../lazy-input';
import type { FieldType } from '../types';
import { choiceOperators } from '../types';
import { SelectView } from './view';

export const selectField: FieldType = {
  key: 'select',
  Input: lazyInput(async () => (await import('./input')).SelectInput),
  View: SelectView,
  operators: choiceOperators,
  ManyInput: lazyInput(async () => (await import('./input')).SelectManyInput),
  width: 140,
  sortable: true,
  settings: () => import('./settings').then((part) => part.settings),
};
