import type { FieldType } from '../types';
import { dateOperators } from '../types';
import { DateInput } from './input';
import { DateView } from './view';

export const dateField: FieldType = {
  key: 'date',
  Input: DateInput,
  View: DateView,
  operators: dateOperators,
  width: 120,
  sortable: true,
};
