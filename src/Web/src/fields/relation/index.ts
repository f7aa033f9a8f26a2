import type { FieldType } from '../types';
import { choiceOperators } from '../types';
import { RelationInput, RelationManyInput } from './input';
import { RelationView } from './view';

export const relationField: FieldType = {
  key: 'relation',
  Input: RelationInput,
  View: RelationView,
  operators: choiceOperators,
  ManyInput: RelationManyInput,
  width: 180,
  sortable: true,
};
