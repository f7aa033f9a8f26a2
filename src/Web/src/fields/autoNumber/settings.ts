import { ListOrdered } from 'lucide-react';
import type { FieldSettings } from '../settings';

export const settings: FieldSettings = {
  group: 'computed',
  icon: ListOrdered,
  blank: { type: 'string', readOnly: true, 'x-field': { type: 'autoNumber', pattern: '{yyyy}-{0000}' } },
  settings: [{ kind: 'runningNumber' }],
  canBeRequired: false,
};
