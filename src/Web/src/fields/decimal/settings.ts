import { Calculator } from 'lucide-react';
import { rangeSettings, scaleSetting, stepSetting, type FieldSettings } from '../settings';

export const settings: FieldSettings = {
  group: 'numbers',
  icon: Calculator,
  blank: { type: 'number', 'x-field': { type: 'decimal', scale: 2 } },
  settings: [scaleSetting, ...rangeSettings, stepSetting(0.000001), { kind: 'texts', of: 'unit', label: 'setting.unit' }],
  defaults: ['constant', 'expression'],
  canBeFormula: true,
};
