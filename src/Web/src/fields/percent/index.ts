import type { FieldType } from '../types';
import { numberOperators } from '../types';
import { PercentInput } from './input';
import { PercentView } from './view';

export const percentField: FieldType = {
  key: 'percent',
  Input: PercentInput,
  View: PercentView,
  operators: numberOperators,
  align: 'end',
  width: 100,
  sortable: true,
  settings: () => import('./settings').then((part) => part.settings),
};
