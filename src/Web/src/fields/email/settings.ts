import { Mail } from 'lucide-react';
import type { FieldSettings } from '../settings';

export const settings: FieldSettings = {
  group: 'basic',
  icon: Mail,
  blank: { type: 'string', format: 'email', 'x-field': { type: 'email' } },
  settings: [],
  defaults: ['constant', 'expression'],
  hasPlaceholder: true,
  canBeUnique: true,
};
