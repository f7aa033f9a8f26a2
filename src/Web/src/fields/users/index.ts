import { UserManyInput } from '../user/input';
import { choiceOperators, type FieldType } from '../types';
import { UsersInput } from './input';
import { UsersView } from './view';

export const usersField: FieldType = {
  key: 'users',
  Input: UsersInput,
  View: UsersView,
  operators: choiceOperators,
  ManyInput: UserManyInput,
  width: 180,
};
