import { lazyInput } from '../lazy-input';
import type { FieldType } from '../types';
import { choiceOperators } from '../types';
import { UserView } from './view';

export const userField: FieldType = {
  key: 'user',
  Input: lazyInput(async () => (await import('./input')).UserInput),
  View: UserView,
  operators: choiceOperators,
  ManyInput: lazyInput(async () => (await import('./input')).UserManyInput),
  width: 150,
  sortable: true,
  settings: () => import('./settings').then((part) => part.settings),
};
