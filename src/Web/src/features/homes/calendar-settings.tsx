import { Alert } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CalendarSource } from '@/api/homes';
import type { Fault } from '@/api/types';
import { ItemList } from '@/components/item-list/item-list';
import { TextPair } from '@/components/settings/text-pair';
import { freeKey } from '@/lib/keys';
import { useText } from '@/lib/text';
import { DatedFilter, DatedSettings } from './source-editor';

type Props = { calendar: CalendarSource[]; faults: Fault[]; onChange: (calendar: CalendarSource[]) => void };

/** Which dated records the same people find in their calendar. */
export function CalendarSettings({ calendar, faults, onChange }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const add = () =>
    onChange([
      ...calendar,
      { key: freeKey('source', new Set(calendar.map((source) => source.key)), 'source'), title: {}, form: '', date: '' },
    ]);
  // What was emptied is gone: a source takes the place of the one before it whole.
  const put = (next: CalendarSource) => onChange(calendar.map((source) => (source.key === next.key ? next : source)));
  return (
    <section aria-labelledby="home-calendar">
      <h2 id="home-calendar">{t('homes.calendar')}</h2>
      <p className="second">{t('homes.calendarHelp')}</p>
      <ItemList
        items={calendar}
        nameOf={(source) => text(source.title, source.key)}
        addLabel={t('homes.addDated')}
        onAdd={add}
        onChange={onChange}
      >
        {(source, set) => (
          <Fold title={text(source.title, t('homes.unnamed'))} begins={source.form === ''}>
            <div className="settings-body">
              {faults
                .filter((fault) => fault.path.startsWith(`/calendar/${calendar.indexOf(source)}`))
                .map((fault) => (
                  <Alert key={fault.path + fault.message} type="error" title={fault.message} />
                ))}
              <TextPair label={t('build.title')} value={source.title} onChange={(title) => set({ title })} />
              <DatedSettings source={source} onChange={put} />
              <DatedFilter source={source} onChange={put} />
            </div>
          </Fold>
        )}
      </ItemList>
    </section>
  );
}

/** Stays as its reader left it, whatever is chosen inside. */
function Fold({ title, begins, children }: { title: string; begins: boolean; children: ReactNode }) {
  const [isOpen, setOpen] = useState(begins);
  return (
    <details open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{title}</summary>
      {children}
    </details>
  );
}
