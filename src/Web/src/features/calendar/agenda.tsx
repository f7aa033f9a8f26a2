import { useTranslation } from 'react-i18next';
import type { CalendarItem, CalendarScope, CalendarSource } from '@/api/calendar';
import { today } from '@/lib/dates';
import { useFormat } from '@/lib/use-format';
import { CalendarEntry } from './calendar-entry';

type Props = { month: string; items: CalendarItem[]; sources: CalendarSource[]; who: CalendarScope };

/** The days of a month that hold something, one below the other: for narrow screens. */
export function Agenda({ month, items, sources, who }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = today();
  const days = [...new Set(items.map((item) => item.date))].filter((day) => day.startsWith(month));
  if (days.length === 0) return <p className="second">{t('calendar.nothing')}</p>;
  return (
    <div className="agenda">
      {days.map((day) => (
        <section key={day} aria-current={day === now ? 'date' : undefined}>
          <h3>
            {format.day(day)}
            {day === now && <span className="second"> · {t('calendar.today')}</span>}
          </h3>
          {items
            .filter((item) => item.date === day)
            .map((item) => (
              <CalendarEntry key={`${item.source} ${item.id}`} item={item} sources={sources} who={who} full />
            ))}
        </section>
      ))}
    </div>
  );
}
