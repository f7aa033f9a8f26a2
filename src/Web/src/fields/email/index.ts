import type { FieldType } from '../types';
import { textOperators } from '../types';
import { EmailInput } from './input';
import { EmailView } from './view';

export const emailField: FieldType = {
  key: 'email',
  Input: EmailInput,
  View: EmailView,
  operators: textOperators,
  width: 200,
  sortable: true,
  settings: () => import('./settings').then((part) => part.settings),
};
