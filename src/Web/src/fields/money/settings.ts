import { Banknote } from 'lucide-react';
import { rangeSettings, scaleSetting, type FieldSettings } from '../settings';

export const settings: FieldSettings = {
  group: 'numbers',
  icon: Banknote,
  blank: { type: 'number', 'x-field': { type: 'money', scale: 2 } },
  settings: [scaleSetting, ...rangeSettings],
  defaults: ['constant', 'expression'],
  canBeFormula: true,
};
