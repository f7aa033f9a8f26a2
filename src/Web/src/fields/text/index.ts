import type { FieldType } from '../types';
import { textOperators } from '../types';
import { TextInput } from './input';
import { TextView } from './view';

export const textField: FieldType = {
  key: 'text',
  Input: TextInput,
  View: TextView,
  operators: textOperators,
  width: 200,
  sortable: true,
  settings: () => import('./settings').then((part) => part.settings),
};
