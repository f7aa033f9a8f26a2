import { lazyInput } from '../lazy-input';
import type { FieldType } from '../types';
import { dateOperators } from '../types';
import { DateView } from './view';

export const dateField: FieldType = {
  key: 'date',
  Input: lazyInput(async () => (await import('./input')).DateInput),
  View: DateView,
  operators: dateOperators,
  width: 120,
  sortable: true,
  settings: () => import('./settings').then((part) => part.settings),
};
