import { CalendarClock } from 'lucide-react';
import type { FieldSettings } from '../settings';

export const settings: FieldSettings = {
  group: 'basic',
  icon: CalendarClock,
  blank: { type: 'string', format: 'date-time', 'x-field': { type: 'dateTime' } },
  settings: [],
  defaults: ['now', 'expression', 'constant'],
  canBeFormula: true,
};
