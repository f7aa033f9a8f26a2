import { Percent } from 'lucide-react';
import { rangeSettings, scaleSetting, stepSetting, type FieldSettings } from '../settings';

export const settings: FieldSettings = {
  group: 'numbers',
  icon: Percent,
  blank: { type: 'number', 'x-field': { type: 'percent', scale: 2 } },
  settings: [scaleSetting, ...rangeSettings, stepSetting(0.000001)],
  defaults: ['constant', 'expression'],
  canBeFormula: true,
};
