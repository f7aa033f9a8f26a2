import { Paperclip } from 'lucide-react';
import type { FieldSettings } from '../settings';

export const settings: FieldSettings = {
  group: 'basic',
  icon: Paperclip,
  blank: { type: 'array', items: { type: 'integer' }, 'x-field': { type: 'file' } },
  settings: [{ kind: 'number', of: 'maxFiles', label: 'setting.maxFiles', min: 1, max: 100 }],
};
