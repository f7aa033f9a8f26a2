import type { FieldType } from '../types';
import { BooleanInput } from './input';
import { BooleanView } from './view';

export const booleanField: FieldType = {
  key: 'boolean',
  Input: BooleanInput,
  View: BooleanView,
  operators: ['equals', 'set', 'notSet'],
  width: 90,
  sortable: true,
  settings: () => import('./settings').then((part) => part.settings),
};
