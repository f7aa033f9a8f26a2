import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Segmented } from 'antd';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { calendarQuery, calendarScopes, type CalendarScope } from '@/api/calendar';
import { PageHeader } from '@/components/page-header';
import { Failed, Loading } from '@/components/states';
import { formatMonth, today } from '@/lib/dates';
import { TitlesContext } from '@/lib/titles';
import { useFormat } from '@/lib/use-format';
import { usePhone } from '@/lib/media';
import { Agenda } from './agenda';
import './calendar.css';
import { MonthGrid } from './month-grid';
import { daysOfMonth, monthAfter } from './month';
import { SourceChips } from './source-chips';

/** What is due when: the dated records that one's home names, by month. */
export function CalendarPage() {
  const { t } = useTranslation();
  const { language } = useFormat();
  const isPhone = usePhone();
  const search = useSearch({ from: '/app/calendar' });
  const navigate = useNavigate();
  const month = search.month ?? today().slice(0, 7);
  const who = search.who ?? 'me';
  const days = daysOfMonth(month);
  const query = useQuery({
    ...calendarQuery(days[0] ?? '', days.at(-1) ?? '', who),
    placeholderData: keepPreviousData,
  });
  const show = (next: Partial<typeof search>) =>
    void navigate({ to: '/calendar', search: { ...search, ...next }, replace: true });
  const hidden = search.hide ?? [];
  const items = (query.data?.items ?? []).filter((item) => !hidden.includes(item.source));
  return (
    <div className="page calendar">
      <PageHeader title={t('nav.calendar')} />
      <div className="calendar-bar">
        <Button
          icon={<ChevronLeft size={16} />}
          aria-label={t('calendar.previous')}
          onClick={() => show({ month: monthAfter(month, -1) })}
        />
        <h2 aria-live="polite">{formatMonth(`${month}-01`, language)}</h2>
        <Button
          icon={<ChevronRight size={16} />}
          aria-label={t('calendar.next')}
          onClick={() => show({ month: monthAfter(month, 1) })}
        />
        <Button onClick={() => show({ month: undefined })}>{t('calendar.today')}</Button>
        <Segmented<CalendarScope>
          aria-label={t('calendar.whose')}
          value={who}
          onChange={(next) => show({ who: next === 'me' ? undefined : next })}
          options={calendarScopes.map((scope) => ({ value: scope, label: t(`calendar.who.${scope}`) }))}
        />
      </div>
      {query.isPending && <Loading rows={6} />}
      {query.isError && <Failed error={query.error} onRetry={() => void query.refetch()} />}
      {query.isSuccess && (
        <TitlesContext value={query.data.titles}>
          <SourceChips
            sources={query.data.sources}
            hidden={hidden}
            onChange={(next) => show({ hide: next.length > 0 ? next : undefined })}
          />
          {isPhone ? (
            <Agenda month={month} items={items} sources={query.data.sources} who={who} />
          ) : (
            <MonthGrid month={month} days={days} items={items} sources={query.data.sources} who={who} />
          )}
        </TitlesContext>
      )}
    </div>
  );
}
