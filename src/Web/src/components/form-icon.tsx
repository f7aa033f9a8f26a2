import {
  CircleAlert, Clock, Hourglass, MessageSquareOff,
  Banknote, BookOpen, BookUser, Box, Briefcase, Building, Building2, Calendar, CalendarClock, ClipboardList, Contact, FileText, Flag, Folder, Handshake,
  Inbox, LayoutList, ListChecks, Mail, MapPin, MessageSquare, MessageSquareText, Package, Phone, Receipt, Rocket, ShoppingCart, SquareCheck, Star, Tag, Target,
  Ticket, Truck, User, Users, Wrench, Activity,
  type LucideIcon,
} from 'lucide-react'; // prettier-ignore

/** Icons a form may name; each costs bytes, so not the whole set. */
const icons: Record<string, LucideIcon> = {
  alert: CircleAlert, clock: Clock, hourglass: Hourglass, 'message-square-off': MessageSquareOff,
  activity: Activity, banknote: Banknote, 'book-open': BookOpen, 'book-user': BookUser, box: Box, briefcase: Briefcase, building: Building, 'building-2': Building2,
  calendar: Calendar, 'calendar-clock': CalendarClock, check: SquareCheck, 'check-square': SquareCheck, 'square-check': SquareCheck,
  'clipboard-list': ClipboardList, contact: Contact, 'file-text': FileText, flag: Flag, folder: Folder, handshake: Handshake, inbox: Inbox,
  list: LayoutList, 'list-checks': ListChecks, mail: Mail, 'map-pin': MapPin, message: MessageSquare, 'message-square': MessageSquare, 'message-square-text': MessageSquareText,
  package: Package, phone: Phone, receipt: Receipt, rocket: Rocket, 'shopping-cart': ShoppingCart, star: Star, tag: Tag, target: Target,
  ticket: Ticket, truck: Truck, user: User, users: Users, wrench: Wrench,
}; // prettier-ignore

/** Names for the same picture that documents may have too. */
const others: Record<string, string> = { check: 'square-check', 'check-square': 'square-check', 'message-square': 'message' };

/** The pictures to choose from, each once. */
export const formIcons = Object.keys(icons).filter((name) => !(name in others));
export const iconName = (name: string | undefined) => (name === undefined ? undefined : (others[name] ?? name));

type Props = {
  name: string | undefined;
  /** The form's own (#rrggbb); without one it is drawn like the words beside it. */
  color?: string | null;
  size?: number;
};

export function FormIcon({ name, color, size = 18 }: Props) {
  const Icon = icons[name ?? ''] ?? LayoutList;
  return <Icon size={size} aria-hidden style={color && isColor.test(color) ? { color: readable(color) } : undefined} />;
}

const isColor = /^#[0-9a-f]{6}$/i;
/** The hue as it was chosen, dark enough on paper and light enough at night to be made out. */
const readable = (color: string) =>
  `light-dark(oklch(from ${color} min(l, 0.58) c h), oklch(from ${color} max(l, 0.72) min(c, 0.14) h))`;
