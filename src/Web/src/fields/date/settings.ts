import { Calendar } from 'lucide-react';
import { daySettings, type FieldSettings } from '../settings';

export const settings: FieldSettings = {
  group: 'basic',
  icon: Calendar,
  blank: { type: 'string', format: 'date', 'x-field': { type: 'date' } },
  settings: daySettings,
  defaults: ['today', 'expression', 'constant'],
  canBeFormula: true,
};
