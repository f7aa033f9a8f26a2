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

/** Their names, for choosing one. */
export const formIcons = Object.keys(icons);

export function FormIcon({ name, size = 18 }: { name: string | undefined; size?: number }) {
  const Icon = icons[name ?? ''] ?? LayoutList;
  return <Icon size={size} aria-hidden />;
}
