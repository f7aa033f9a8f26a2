import { useQuery } from '@tanstack/react-query';
import { Navigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { forecastsQuery } from '@/api/forecasts';
import { PageHeader } from '@/components/page-header';
import { Empty, Failed, Loading, ToHome } from '@/components/states';

/** The first forecast there is. */
export function ForecastsRedirect() {
  const { t } = useTranslation();
  const { data, isError, error, refetch } = useQuery(forecastsQuery);
  const first = data?.[0];
  if (first) return <Navigate to="/forecasts/$key" params={{ key: first.key }} replace />;
  return (
    <>
      <PageHeader title={t('nav.forecast')} />
      <div className="page">
        {isError ? (
          <Failed error={error} onRetry={() => void refetch()} back={<ToHome />} />
        ) : data ? (
          <Empty text={t('forecast.nothingYet')} />
        ) : (
          <Loading rows={6} />
        )}
      </div>
    </>
  );
}
