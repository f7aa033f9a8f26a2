import { lazyInput } from '../lazy-input';
import { choiceOperators, type FieldType } from '../types';
import { UsersView } from './view';

export const usersField: FieldType = {
  key: 'users',
  Input: lazyInput(async () => (await import('./input')).UsersInput),
  View: UsersView,
  operators: choiceOperators,
  ManyInput: lazyInput(async () => (await import('../user/input')).UserManyInput),
  width: 180,
  settings: () => import('./settings').then((part) => part.settings),
};
