import { Link2 } from 'lucide-react';
import type { FieldSettings } from '../settings';

export const settings: FieldSettings = {
  group: 'people',
  icon: Link2,
  blank: { type: 'integer', 'x-field': { type: 'relation' } },
  settings: [
    { kind: 'target' },
    { kind: 'flag', of: 'inTimeline', label: 'setting.inTimeline', help: 'setting.inTimelineHelp' },
    { kind: 'narrow' },
    { kind: 'offer' },
  ],
  defaults: ['expression'],
};
