import type { FieldType } from '../types';
import { choiceOperators } from '../types';
import { StageInput, StageManyInput } from './input';
import { StageView } from './view';

export const stageField: FieldType = {
  key: 'stage',
  Input: StageInput,
  View: StageView,
  operators: choiceOperators,
  ManyInput: StageManyInput,
  width: 160,
  sortable: true,
};
