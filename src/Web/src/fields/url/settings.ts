import { Link } from 'lucide-react';
import type { FieldSettings } from '../settings';

export const settings: FieldSettings = {
  group: 'basic',
  icon: Link,
  blank: { type: 'string', 'x-field': { type: 'url' } },
  settings: [{ kind: 'limit', of: 'maxLength', label: 'setting.maxLength', min: 1, max: 2000 }],
  defaults: ['constant', 'expression'],
  hasPlaceholder: true,
  canBeUnique: true,
};
