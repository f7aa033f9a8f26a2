import type { FieldType } from '../types';
import { numberOperators } from '../types';
import { MoneyInput } from './input';
import { MoneyView } from './view';

export const moneyField: FieldType = {
  key: 'money',
  Input: MoneyInput,
  View: MoneyView,
  operators: numberOperators,
  align: 'end',
  width: 140,
  sortable: true,
  settings: () => import('./settings').then((part) => part.settings),
};
