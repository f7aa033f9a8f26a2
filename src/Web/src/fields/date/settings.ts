import { Calendar } from 'lucide-react';
import type { FieldSettings } from '../settings';

export const settings: FieldSettings = {
  group: 'basic',
  icon: Calendar,
  blank: { type: 'string', format: 'date', 'x-field': { type: 'date' } },
  settings: [],
  defaults: ['today', 'expression', 'constant'],
  canBeFormula: true,
};
