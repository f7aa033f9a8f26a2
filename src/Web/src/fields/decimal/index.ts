import type { FieldType } from '../types';
import { numberOperators } from '../types';
import { DecimalInput } from './input';
import { DecimalView } from './view';

export const decimalField: FieldType = {
  key: 'decimal',
  Input: DecimalInput,
  View: DecimalView,
  operators: numberOperators,
  align: 'end',
  width: 120,
  sortable: true,
  settings: () => import('./settings').then((part) => part.settings),
};
