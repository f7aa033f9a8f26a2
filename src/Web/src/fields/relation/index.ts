import { lazyInput } from '../lazy-input';
import type { FieldType } from '../types';
import { choiceOperators } from '../types';
import { RelationView } from './view';

export const relationField: FieldType = {
  key: 'relation',
  Input: lazyInput(async () => (await import('./input')).RelationInput),
  View: RelationView,
  operators: choiceOperators,
  ManyInput: lazyInput(async () => (await import('./input')).RelationManyInput),
  width: 180,
  sortable: true,
  settings: () => import('./settings').then((part) => part.settings),
};
