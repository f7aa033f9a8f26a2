import { Hash } from 'lucide-react';
import { rangeSettings, stepSetting, type FieldSettings } from '../settings';

export const settings: FieldSettings = {
  group: 'numbers',
  icon: Hash,
  blank: { type: 'integer', 'x-field': { type: 'integer' } },
  settings: [
    ...rangeSettings,
    stepSetting(1),
    { kind: 'texts', of: 'unit', label: 'setting.unit' },
    { kind: 'flag', of: 'ungrouped', label: 'setting.ungrouped', help: 'setting.ungroupedHelp' },
  ],
  defaults: ['constant', 'expression'],
  canBeUnique: true,
  canBeFormula: true,
};
