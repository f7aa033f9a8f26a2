import { ToggleLeft } from 'lucide-react';
import type { FieldSettings } from '../settings';

export const settings: FieldSettings = {
  group: 'choice',
  icon: ToggleLeft,
  blank: { type: 'boolean', 'x-field': { type: 'boolean' } },
  settings: [],
  defaults: ['constant', 'expression'],
  canBeFormula: true,
};
