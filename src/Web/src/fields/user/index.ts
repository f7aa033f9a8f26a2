import type { FieldType } from '../types';
import { choiceOperators } from '../types';
import { UserInput, UserManyInput } from './input';
import { UserView } from './view';

export const userField: FieldType = {
  key: 'user',
  Input: UserInput,
  View: UserView,
  operators: choiceOperators,
  ManyInput: UserManyInput,
  width: 130,
  sortable: true,
};
