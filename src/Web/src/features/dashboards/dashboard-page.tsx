import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { Button, Dropdown } from 'antd';
import { ChevronDown } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { dashboardDataQuery, dashboardQuery, dashboardsQuery, type Dashboard, type FilterValues } from '@/api/reports';
import { PageHeader } from '@/components/page-header';
import { Empty, Failed, Loading, ToHome } from '@/components/states';
import { formatMonth, today } from '@/lib/dates';
import { useText } from '@/lib/text';
import { useFormat } from '@/lib/use-format';
import './dashboard.css';
import { periodValue, withValue } from './filter-values';
import { DashboardFilters } from './filters';
import { liesOutside } from './period';
import { WidgetCard } from '@/widgets/widget-card';

const none: FilterValues = {};

export function DashboardPage() {
  const { key } = useParams({ from: '/app/d/$key' });
  const { t } = useTranslation();
  const text = useText();
  const navigate = useNavigate();
  const all = useQuery(dashboardsQuery).data ?? [];
  const { data: dashboard, isError, error, refetch } = useQuery(dashboardQuery(key));
  return (
    <div className="dashboard-page">
      <PageHeader title={dashboard ? text(dashboard.title, key) : t('nav.dashboards')}>
        {all.length > 1 && (
          <Dropdown
            trigger={['click']}
            menu={{
              selectedKeys: [key],
              items: all.map((item) => ({ key: item.key, label: text(item.title, item.key) })),
              onClick: (item) => void navigate({ to: '/d/$key', params: { key: item.key } }),
            }}
          >
            <Button type="text" aria-label={t('dashboards.switch')} icon={<ChevronDown size={16} />} />
          </Dropdown>
        )}
      </PageHeader>
      {dashboard ? (
        <DashboardView dashboard={dashboard} />
      ) : isError ? (
        <Failed error={error} onRetry={() => void refetch()} back={<ToHome />} />
      ) : (
        <div className="page">
          <Loading rows={8} />
        </div>
      )}
    </div>
  );
}

function DashboardView({ dashboard }: { dashboard: Dashboard }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { language } = useFormat();
  const values = (useSearch({ from: '/app/d/$key' }).filters as FilterValues | undefined) ?? none;
  const { data, isError, error, refetch } = useQuery(dashboardDataQuery(dashboard.key, values));
  const change = (filters: FilterValues | undefined) => void navigate({ to: '.', search: (before) => ({ ...before, filters }) });
  const widgets = useMemo(
    () => dashboard.widgets.toSorted((a, b) => a.layout.y - b.layout.y || a.layout.x - b.layout.x),
    [dashboard],
  );
  const period = dashboard.filters?.find((filter) => filter.kind === 'period');
  const range = data?.dataRange;
  const beside = liesOutside(periodValue(period, values), range, today());
  if (widgets.length === 0) return <Empty text={t('dashboards.noWidgets')} />;
  return (
    <>
      {dashboard.filters && dashboard.filters.length > 0 && (
        <DashboardFilters filters={dashboard.filters} values={values} onChange={change} />
      )}
      {period && range && beside && (
        <p className="dashboard-notice" role="status">
          {t('dashboards.dataRuns', { from: formatMonth(range.from, language), to: formatMonth(range.to, language) })}
          <Button size="small" onClick={() => change(withValue(period, values, range))}>
            {t('dashboards.showRange')}
          </Button>
        </p>
      )}
      {isError && !data ? (
        <Failed error={error} onRetry={() => void refetch()} />
      ) : (
        <div className="dashboard-scope">
          <div className="dashboard-grid">
            {widgets.map((widget) => (
              <WidgetCard key={widget.id} widget={widget} answer={data?.widgets[widget.id]} />
            ))}
          </div>
        </div>
      )}
    </>
  );
}
