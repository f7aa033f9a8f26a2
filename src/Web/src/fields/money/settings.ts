import { Banknote } from 'lucide-react';
import { rangeSettings, scaleSetting, stepSetting, type FieldSettings } from '../settings';

export const settings: FieldSettings = {
  group: 'numbers',
  icon: Banknote,
  blank: { type: 'number', 'x-field': { type: 'money', scale: 2 } },
  settings: [scaleSetting, ...rangeSettings, stepSetting(0.000001)],
  defaults: ['constant', 'expression'],
  canBeFormula: true,
};
