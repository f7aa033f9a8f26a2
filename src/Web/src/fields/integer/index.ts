import type { FieldType } from '../types';
import { numberOperators } from '../types';
import { IntegerInput } from './input';
import { NumberView } from './view';

export const integerField: FieldType = {
  key: 'integer',
  Input: IntegerInput,
  View: NumberView,
  operators: numberOperators,
  align: 'end',
  width: 110,
  sortable: true,
  settings: () => import('./settings').then((part) => part.settings),
};
