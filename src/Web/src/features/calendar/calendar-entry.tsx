import { draggable } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import type { CalendarItem, CalendarScope, CalendarSource } from '@/api/calendar';
import { UserName } from '@/fields/user/view';
import { useTodoTitle } from '@/lib/key-tasks';
import { useText } from '@/lib/text';
import { useRecordTitle } from '@/lib/titles';

type Props = { item: CalendarItem; sources: CalendarSource[]; who: CalendarScope; full?: boolean; mayMove?: boolean };

/** One dated record, as a link to it, which can be dragged to another day where it may move. Full: with what it is about on a line of its own. */
export function CalendarEntry({ item, sources, who, full = false, mayMove = false }: Props) {
  const text = useText();
  const element = useRef<HTMLAnchorElement>(null);
  const title = useTodoTitle(item.form)(item.text);
  useEffect(() => {
    if (!element.current || !mayMove) return;
    return draggable({ element: element.current, getInitialData: () => ({ calendarItem: item }) });
  }, [item, mayMove]);
  const at = sources.findIndex((source) => source.key === item.source);
  const kind = text(sources[at]?.title, item.source);
  const about = useRecordTitle(item.about?.form ?? '', item.about?.id);
  const note = item.about && about !== title ? about : '';
  return (
    <Link
      ref={element}
      to="/f/$form/$id"
      params={{ form: item.form, id: String(item.id) }}
      className={`calendar-entry tone-${at % 4}${full ? ' full' : ''}${mayMove ? ' movable' : ''}`}
      title={[kind, title, note].filter(Boolean).join(' · ')}
    >
      <span className="visually-hidden">{kind}: </span>
      <span className="calendar-text">{title}</span>
      {full && note && <span className="second">{note}</span>}
      {who !== 'me' && item.owner !== null && (
        <span className="second">
          <UserName id={item.owner} />
        </span>
      )}
    </Link>
  );
}
