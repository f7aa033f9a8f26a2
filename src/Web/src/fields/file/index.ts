import type { FieldType } from '../types';
import { FileInput } from './input';
import { FileView } from './view';

export const fileField: FieldType = {
  key: 'file',
  Input: FileInput,
  View: FileView,
  operators: ['set', 'notSet'],
  wide: true,
  width: 160,
  settings: () => import('./settings').then((part) => part.settings),
};
