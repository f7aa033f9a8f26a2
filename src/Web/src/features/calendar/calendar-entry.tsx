import { Link } from '@tanstack/react-router';
import type { CalendarItem, CalendarScope, CalendarSource } from '@/api/calendar';
import { UserName } from '@/fields/user/view';
import { useText } from '@/lib/text';
import { useRecordTitle } from '@/lib/titles';

type Props = { item: CalendarItem; sources: CalendarSource[]; who: CalendarScope; full?: boolean };

/** One dated record, as a link to it. Full: with what it is about on a line of its own. */
export function CalendarEntry({ item, sources, who, full = false }: Props) {
  const text = useText();
  const at = sources.findIndex((source) => source.key === item.source);
  const kind = text(sources[at]?.title, item.source);
  const about = useRecordTitle(item.about?.form ?? '', item.about?.id);
  const note = item.about && about !== item.text ? about : '';
  return (
    <Link
      to="/f/$form/$id"
      params={{ form: item.form, id: String(item.id) }}
      className={`calendar-entry tone-${at % 4}${full ? ' full' : ''}`}
      title={[kind, item.text, note].filter(Boolean).join(' · ')}
    >
      <span className="visually-hidden">{kind}: </span>
      <span className="calendar-text">{item.text}</span>
      {full && note && <span className="second">{note}</span>}
      {who !== 'me' && item.owner !== null && (
        <span className="second">
          <UserName id={item.owner} />
        </span>
      )}
    </Link>
  );
}
