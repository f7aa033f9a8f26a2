import { useQuery } from '@tanstack/react-query';
import { Link, Navigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { dashboardsQuery } from '@/api/reports';
import { PageHeader } from '@/components/page-header';
import { Empty, Failed, Loading } from '@/components/states';

/** Leads to the first dashboard. */
export function DashboardsRedirect() {
  const { t } = useTranslation();
  const { data, isError, error, refetch } = useQuery(dashboardsQuery);
  const first = data?.[0];
  if (first) return <Navigate to="/d/$key" params={{ key: first.key }} replace />;
  return (
    <div className="page">
      <PageHeader title={t('nav.dashboards')} />
      {isError ? (
        <Failed error={error} onRetry={() => void refetch()} />
      ) : data ? (
        <Empty text={t('dashboards.nothingYet')}>
          <Link to="/dashboards/new">{t('builder.new')}</Link>
        </Empty>
      ) : (
        <Loading />
      )}
    </div>
  );
}
