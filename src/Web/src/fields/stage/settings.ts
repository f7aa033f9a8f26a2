import { Milestone } from 'lucide-react';
import type { FieldSettings } from '../settings';

export const settings: FieldSettings = {
  group: 'choice',
  icon: Milestone,
  blank: { type: 'string', 'x-field': { type: 'stage' } },
  settings: [{ kind: 'pipeline' }],
  canBeRequired: false,
};
