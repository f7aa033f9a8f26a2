import {
  AlignLeft, Banknote, Calendar, CalendarClock, Hash, Link2, List, ListChecks, Mail, Paperclip, Percent, Phone, SquareKanban, ToggleLeft, Type, User, Users,
  type LucideIcon,
} from 'lucide-react'; // prettier-ignore
import type { FieldTypeKey } from '@/api/types';

const icons: Record<FieldTypeKey, LucideIcon> = {
  text: Type,
  longText: AlignLeft,
  integer: Hash,
  decimal: Hash,
  autoNumber: Hash,
  money: Banknote,
  percent: Percent,
  date: Calendar,
  dateTime: CalendarClock,
  boolean: ToggleLeft,
  select: List,
  multiSelect: ListChecks,
  email: Mail,
  phone: Phone,
  url: Link2,
  relation: Link2,
  user: User,
  users: Users,
  file: Paperclip,
  stage: SquareKanban,
};

/** What kind of field it is, at a glance. */
export function FieldIcon({ type }: { type: FieldTypeKey }) {
  const Icon = icons[type] ?? Type;
  return <Icon size={16} aria-hidden className="field-icon" />;
}
