import { Button, Popover } from 'antd';
import dayjs from 'dayjs';
import { useTranslation } from 'react-i18next';
import type { CalendarItem, CalendarScope, CalendarSource } from '@/api/calendar';
import { today } from '@/lib/dates';
import { useFormat } from '@/lib/use-format';
import { CalendarEntry } from './calendar-entry';

type Props = { month: string; days: string[]; items: CalendarItem[]; sources: CalendarSource[]; who: CalendarScope };
const shownPerDay = 4;

export function MonthGrid({ month, days, items, sources, who }: Props) {
  const { language } = useFormat();
  const now = today();
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
};

function Day({ day, isOutside, isToday, items, sources, who }: DayProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const shown = items.length > shownPerDay ? items.slice(0, shownPerDay - 1) : items;
  const more = items.length - shown.length;
  const list = (entries: CalendarItem[], full: boolean) =>
    entries.map((item) => (
      <CalendarEntry key={`${item.source} ${item.id}`} item={item} sources={sources} who={who} full={full} />
    ));
  return (
    <section className={`calendar-day${isOutside ? ' outside' : ''}${isToday ? ' today' : ''}`} aria-label={format.day(day)}>
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
