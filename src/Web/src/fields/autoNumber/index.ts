import type { FieldType } from '../types';
import { textOperators } from '../types';
import { AutoNumberInput } from './input';
import { AutoNumberView } from './view';

export const autoNumberField: FieldType = {
  key: 'autoNumber',
  Input: AutoNumberInput,
  View: AutoNumberView,
  operators: textOperators,
  width: 150,
  sortable: true,
  settings: () => import('./settings').then((part) => part.settings),
};
