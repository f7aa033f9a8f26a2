import type { FieldType } from '../types';
import { choiceOperators } from '../types';
import { SelectInput, SelectManyInput } from './input';
import { SelectView } from './view';

export const selectField: FieldType = {
  key: 'select',
  Input: SelectInput,
  View: SelectView,
  operators: choiceOperators,
  ManyInput: SelectManyInput,
  width: 140,
  sortable: true,
};
