import { AlignLeft } from 'lucide-react';
import { lengthSettings, type FieldSettings } from '../settings';

export const settings: FieldSettings = {
  group: 'basic',
  icon: AlignLeft,
  blank: { type: 'string', 'x-field': { type: 'longText' } },
  settings: lengthSettings,
  defaults: ['constant', 'expression'],
  hasPlaceholder: true,
};
