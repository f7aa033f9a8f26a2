import { Calculator } from 'lucide-react';
import { rangeSettings, scaleSetting, type FieldSettings } from '../settings';

export const settings: FieldSettings = {
  group: 'numbers',
  icon: Calculator,
  blank: { type: 'number', 'x-field': { type: 'decimal', scale: 2 } },
  settings: [scaleSetting, ...rangeSettings, { kind: 'texts', of: 'unit', label: 'setting.unit' }],
  defaults: ['constant', 'expression'],
  canBeFormula: true,
};
