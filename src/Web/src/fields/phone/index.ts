import type { FieldType } from '../types';
import { textOperators } from '../types';
import { PhoneInput } from './input';
import { PhoneView } from './view';

export const phoneField: FieldType = {
  key: 'phone',
  Input: PhoneInput,
  View: PhoneView,
  operators: textOperators,
  width: 150,
  settings: () => import('./settings').then((part) => part.settings),
};
