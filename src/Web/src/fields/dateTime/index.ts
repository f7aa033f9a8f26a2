import type { FieldType } from '../types';
import { dateOperators } from '../types';
import { DateTimeInput } from './input';
import { DateTimeView } from './view';

export const dateTimeField: FieldType = {
  key: 'dateTime',
  Input: DateTimeInput,
  View: DateTimeView,
  operators: dateOperators,
  width: 140,
  sortable: true,
};
