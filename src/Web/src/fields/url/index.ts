import type { FieldType } from '../types';
import { textOperators } from '../types';
import { UrlInput } from './input';
import { UrlView } from './view';

export const urlField: FieldType = {
  key: 'url',
  Input: UrlInput,
  View: UrlView,
  operators: textOperators,
  width: 200,
  settings: () => import('./settings').then((part) => part.settings),
};
