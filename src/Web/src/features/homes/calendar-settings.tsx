import { Alert } from 'antd';
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
          <details open={!source.form}>
            <summary>{text(source.title, t('homes.unnamed'))}</summary>
            <div className="settings-body">
              {faults
                .filter((fault) => fault.path.startsWith(`/calendar/${calendar.indexOf(source)}`))
                .map((fault) => (
                  <Alert key={fault.path + fault.message} type="error" title={fault.message} />
                ))}
              <TextPair label={t('homes.title')} value={source.title} onChange={(title) => set({ title })} />
              <DatedSettings source={source} onChange={set} />
              <DatedFilter source={source} onChange={set} />
            </div>
          </details>
        )}
      </ItemList>
    </section>
  );
}
