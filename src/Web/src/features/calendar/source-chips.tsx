import { useTranslation } from 'react-i18next';
import type { CalendarSource } from '@/api/calendar';
import { useText } from '@/lib/text';
import { useFormat } from '@/lib/use-format';

type Props = { sources: CalendarSource[]; hidden: string[]; onChange: (hidden: string[]) => void };

/** Legend and switch in one: what the colours mean, and which of them are shown. */
export function SourceChips({ sources, hidden, onChange }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const format = useFormat();
  return (
    <div className="calendar-sources">
      {sources.map((source, at) => {
        const isShown = !hidden.includes(source.key);
        return (
          <button
            key={source.key}
            type="button"
            className="calendar-source"
            aria-pressed={isShown}
            onClick={() => onChange(isShown ? [...hidden, source.key] : hidden.filter((key) => key !== source.key))}
          >
            <i className={`calendar-dot tone-${at % 4}`} />
            {text(source.title, source.key)} <span className="second">{format.number(source.total)}</span>
          </button>
        );
      })}
      {sources.some((source) => source.cut) && <span className="second">{t('calendar.cut')}</span>}
    </div>
  );
}
