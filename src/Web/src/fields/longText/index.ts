import type { FieldType } from '../types';
import { textOperators } from '../types';
import { LongTextInput } from './input';
import { LongTextView } from './view';

export const longTextField: FieldType = {
  key: 'longText',
  Input: LongTextInput,
  View: LongTextView,
  operators: textOperators,
  wide: true,
  width: 240,
  settings: () => import('./settings').then((part) => part.settings),
};
