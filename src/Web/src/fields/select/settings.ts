import { CircleDot } from 'lucide-react';
import type { FieldSettings } from '../settings';

export const settings: FieldSettings = {
  group: 'choice',
  icon: CircleDot,
  blank: { type: 'string', enum: [], 'x-field': { type: 'select', options: [] } },
  settings: [
    { kind: 'options' },
    { kind: 'flag', of: 'allowCreate', label: 'setting.allowCreate', help: 'setting.allowCreateHelp' },
  ],
  defaults: ['constant', 'expression'],
};
