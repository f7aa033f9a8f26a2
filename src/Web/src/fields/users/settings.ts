import { Users } from 'lucide-react';
import { countSettings, type FieldSettings } from '../settings';

export const settings: FieldSettings = {
  group: 'people',
  icon: Users,
  blank: { type: 'array', items: { type: 'integer' }, uniqueItems: true, 'x-field': { type: 'users' } },
  settings: [
    { kind: 'flag', of: 'grantsAccess', label: 'setting.grantsAccess', help: 'setting.grantsAccessHelp' },
    ...countSettings,
  ],
};
