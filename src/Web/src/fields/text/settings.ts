import { Type } from 'lucide-react';
import { lengthSettings, type FieldSettings } from '../settings';

export const settings: FieldSettings = {
  group: 'basic',
  icon: Type,
  blank: { type: 'string', 'x-field': { type: 'text' } },
  settings: lengthSettings,
  defaults: ['constant', 'expression'],
  hasPlaceholder: true,
  canBeUnique: true,
  canBeFormula: true,
};
