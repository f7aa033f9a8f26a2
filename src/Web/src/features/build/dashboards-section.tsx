import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { dashboardsQuery } from '@/api/reports';
import { Empty, Failed, Loading } from '@/components/states';
import { useText } from '@/lib/text';

/** The dashboards that the reader may see; each opens as it is read, or to be changed. */
export function DashboardsSection() {
  const { t } = useTranslation();
  const text = useText();
  const { data, isError, error, refetch } = useQuery(dashboardsQuery);
  return (
    <section className="build-section" aria-labelledby="build-dashboards">
      <div className="build-head">
        <h2 id="build-dashboards">{t('nav.dashboards')}</h2>
        <span className="grow" />
        <Link to="/dashboards/new">
          <Button icon={<Plus size={16} />} tabIndex={-1}>
            {t('builder.new')}
          </Button>
        </Link>
      </div>
      {isError && <Failed error={error} onRetry={() => void refetch()} />}
      {!data && !isError && <Loading rows={3} />}
      {data?.length === 0 && <Empty text={t('build.noDashboards')} />}
      <ul className="build-list">
        {data?.map((dashboard) => (
          <li key={dashboard.key}>
            <Link to="/d/$key/edit" params={{ key: dashboard.key }}>
              <strong>{text(dashboard.title, dashboard.key)}</strong>
            </Link>
            <span className="second">{dashboard.private && t('builder.sharing.private')}</span>
            <span />
            <span />
            <Link
              to="/d/$key"
              params={{ key: dashboard.key }}
              aria-label={t('build.openDashboardOf', { dashboard: text(dashboard.title, dashboard.key) })}
            >
              {t('build.openDashboard')}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
