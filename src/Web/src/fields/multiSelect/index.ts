import type { FieldType } from '../types';
import { choiceOperators } from '../types';
import { MultiSelectInput } from './input';
import { MultiSelectView } from './view';

export const multiSelectField: FieldType = {
  key: 'multiSelect',
  Input: MultiSelectInput,
  View: MultiSelectView,
  operators: choiceOperators,
  ManyInput: MultiSelectInput,
  wide: true,
  width: 180,
};
