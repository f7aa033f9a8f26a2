import { lazyInput } from '../lazy-input';
import type { FieldType } from '../types';
import { choiceOperators } from '../types';
import { StageView } from './view';

export const stageField: FieldType = {
  key: 'stage',
  Input: lazyInput(async () => (await import('./input')).StageInput),
  View: StageView,
  operators: choiceOperators,
  ManyInput: lazyInput(async () => (await import('./input')).StageManyInput),
  width: 160,
  sortable: true,
  settings: () => import('./settings').then((part) => part.settings),
};
