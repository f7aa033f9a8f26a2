import { ListChecks } from 'lucide-react';
import { countSettings, type FieldSettings } from '../settings';

export const settings: FieldSettings = {
  group: 'choice',
  icon: ListChecks,
  blank: {
    type: 'array',
    items: { type: 'string', enum: [] },
    uniqueItems: true,
    'x-field': { type: 'multiSelect', options: [] },
  },
  settings: [
    { kind: 'options' },
    { kind: 'flag', of: 'allowCreate', label: 'setting.allowCreate', help: 'setting.allowCreateHelp' },
    ...countSettings,
  ],
  defaults: ['constant'],
};
