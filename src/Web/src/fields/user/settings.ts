import { User } from 'lucide-react';
import type { FieldSettings } from '../settings';

export const settings: FieldSettings = {
  group: 'people',
  icon: User,
  blank: { type: 'integer', 'x-field': { type: 'user' } },
  settings: [],
  defaults: ['me', 'expression'],
};
