import { CalendarClock } from 'lucide-react';
import { daySettings, type FieldSettings } from '../settings';

export const settings: FieldSettings = {
  group: 'basic',
  icon: CalendarClock,
  blank: { type: 'string', format: 'date-time', 'x-field': { type: 'dateTime' } },
  settings: daySettings,
  defaults: ['now', 'expression', 'constant'],
  canBeFormula: true,
};
