import { Phone } from 'lucide-react';
import { lengthSettings, type FieldSettings } from '../settings';

export const settings: FieldSettings = {
  group: 'basic',
  icon: Phone,
  blank: { type: 'string', 'x-field': { type: 'phone' } },
  settings: lengthSettings,
  defaults: ['constant', 'expression'],
  hasPlaceholder: true,
  canBeUnique: true,
};
