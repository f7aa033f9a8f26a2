import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { attainmentQuery, changesQuery, forecastsQuery, forecastTableQuery } from '@/api/forecasts';
import { PageHeader } from '@/components/page-header';
import { Failed, Loading, ToHome } from '@/components/states';
import { today } from '@/lib/dates';
import { useText } from '@/lib/text';
import { AttainmentSection } from './attainment';
import { ChangesSection } from './changes';
import { ForecastControls } from './controls';
import { KeyFigures } from './key-figures';
import { defaultMonths, quarterOf, sinceOf, type ForecastSearch } from './search';
import { TableSection } from './table';
import './forecast.css';

/** What is expected by month, how far it is to the targets, and what has changed; each question is asked by itself. */
export function ForecastPage() {
  const { key } = useParams({ from: '/app/forecasts/$key' });
  const search = useSearch({ from: '/app/forecasts/$key' });
  const { t } = useTranslation();
  const text = useText();
  const navigate = useNavigate();
  const change = (next: ForecastSearch) =>
    void navigate({ to: '.', search: (before) => ({ ...before, ...next }), replace: true });
  const title = useQuery(forecastsQuery).data?.find((item) => item.key === key)?.title;

  const quarter = quarterOf(search.quarter ?? today());
  const measure = search.measure ?? 'weighted';
  const table = useQuery(forecastTableQuery(key, { by: search.by, from: quarter, months: search.months ?? defaultMonths }));
  const attainment = useQuery(attainmentQuery(key, quarter));
  const changes = useQuery(
    changesQuery(key, {
      since: search.since ?? sinceOf('week', today()),
      period: search.period ?? 'quarter',
      at: quarter,
      by: search.by,
      measure,
    }),
  );
  const failed = [table, attainment, changes].find((query) => query.isError && !query.data);
  return (
    <>
      <PageHeader title={title ? text(title, key) : t('nav.forecast')} />
      <div className="forecast">
        {failed ? (
          <Failed error={failed.error} onRetry={() => void failed.refetch()} back={<ToHome />} />
        ) : table.data ? (
          <>
            <ForecastControls table={table.data} search={search} quarter={quarter} measure={measure} onChange={change} />
            {attainment.data && <KeyFigures attainment={attainment.data} />}
            <TableSection table={table.data} measure={measure} />
            {attainment.data && <AttainmentSection attainment={attainment.data} />}
            {changes.data ? <ChangesSection changes={changes.data} search={search} onChange={change} /> : <Loading rows={6} />}
          </>
        ) : (
          <Loading rows={10} />
        )}
      </div>
    </>
  );
}
