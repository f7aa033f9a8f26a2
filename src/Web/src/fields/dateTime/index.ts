import { lazyInput } from '../lazy-input';
import type { FieldType } from '../types';
import { dateOperators } from '../types';
import { DateTimeView } from './view';

export const dateTimeField: FieldType = {
  key: 'dateTime',
  Input: lazyInput(async () => (await import('./input')).DateTimeInput),
  View: DateTimeView,
  operators: dateOperators,
  width: 140,
  sortable: true,
  settings: () => import('./settings').then((part) => part.settings),
};
