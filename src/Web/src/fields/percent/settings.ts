import { Percent } from 'lucide-react';
import { rangeSettings, scaleSetting, type FieldSettings } from '../settings';

export const settings: FieldSettings = {
  group: 'numbers',
  icon: Percent,
  blank: { type: 'number', 'x-field': { type: 'percent', scale: 2 } },
  settings: [scaleSetting, ...rangeSettings],
  defaults: ['constant', 'expression'],
  canBeFormula: true,
};
