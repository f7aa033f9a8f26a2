import { dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { Button, Popover } from 'antd';
import dayjs from 'dayjs';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CalendarItem, CalendarScope, CalendarSource } from '@/api/calendar';
import { today } from '@/lib/dates';
import { useFormat } from '@/lib/use-format';
import { CalendarEntry } from './calendar-entry';
import { useReschedule } from './use-reschedule';

type Props = { month: string; days: string[]; items: CalendarItem[]; sources: CalendarSource[]; who: CalendarScope };
const shownPerDay = 4;

/** The weeks of a month; a to-do is dragged to another day, or opened and dated there. */
export function MonthGrid({ month, days, items, sources, who }: Props) {
  const { language } = useFormat();
  const now = today();
  const { mayMove, move } = useReschedule(sources);
  const weekdays = days.slice(0, 7).map((day) => dayjs(day).toDate().toLocaleDateString(language, { weekday: 'short' }));
  return (
    <div className="calendar-grid">
      {weekdays.map((name) => (
        <div key={name} className="calendar-weekday" aria-hidden>
          {name}
        </div>
      ))}
      {days.map((day) => (
        <Day
          key={day}
          day={day}
          isOutside={!day.startsWith(month)}
          isToday={day === now}
          items={items.filter((item) => item.date === day)}
          sources={sources}
          who={who}
          mayMove={mayMove}
          onMove={(item) => void move(item, day)}
        />
      ))}
    </div>
  );
}

type DayProps = {
  day: string;
  isOutside: boolean;
  isToday: boolean;
  items: CalendarItem[];
  sources: CalendarSource[];
  who: CalendarScope;
  mayMove: (item: CalendarItem) => boolean;
  onMove: (item: CalendarItem) => void;
};

function Day({ day, isOutside, isToday, items, sources, who, mayMove, onMove }: DayProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const element = useRef<HTMLElement>(null);
  const [isOver, setOver] = useState(false);
  const drop = useRef(onMove);
  useEffect(() => {
    drop.current = onMove;
  });
  useEffect(() => {
    if (!element.current) return;
    return dropTargetForElements({
      element: element.current,
      canDrop: ({ source }) => source.data['calendarItem'] !== undefined,
      onDragEnter: () => setOver(true),
      onDragLeave: () => setOver(false),
      onDrop: ({ source }) => {
        setOver(false);
        drop.current(source.data['calendarItem'] as CalendarItem);
      },
    });
  }, []);
  const shown = items.length > shownPerDay ? items.slice(0, shownPerDay - 1) : items;
  const more = items.length - shown.length;
  const list = (entries: CalendarItem[], full: boolean) =>
    entries.map((item) => (
      <CalendarEntry
        key={`${item.source} ${item.id}`}
        item={item}
        sources={sources}
        who={who}
        full={full}
        mayMove={mayMove(item)}
      />
    ));
  return (
    <section
      ref={element}
      className={`calendar-day${isOutside ? ' outside' : ''}${isToday ? ' today' : ''}${isOver ? ' over' : ''}`}
      aria-label={format.day(day)}
    >
      <time dateTime={day} aria-current={isToday ? 'date' : undefined}>
        {Number(day.slice(8))}
      </time>
      {list(shown, false)}
      {more > 0 && (
        <Popover trigger="click" title={format.day(day)} content={<div className="calendar-popup">{list(items, true)}</div>}>
          <Button type="link" size="small">
            {t('calendar.more', { count: more })}
          </Button>
        </Popover>
      )}
    </section>
  );
}
