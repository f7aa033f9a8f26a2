import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { Button, Modal } from 'antd';
import { Maximize, Minimize, X } from 'lucide-react';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  dashboardDataQuery,
  dashboardQuery,
  dashboardsQuery,
  type CrossFilter,
  type Dashboard,
  type FilterValues,
  type Widget,
} from '@/api/reports';
import { FilterText } from '@/components/filter/filter-text';
import '@/components/filter/filter.css';
import { useMembers } from '@/components/filter/use-members';
import { PageHeader } from '@/components/page-header';
import { Empty, Failed, Loading, ToHome } from '@/components/states';
import { formatMonth, today } from '@/lib/dates';
import { usePhone } from '@/lib/media';
import { useText } from '@/lib/text';
import { useFormat } from '@/lib/use-format';
import { FilterSlot } from '@/widgets/filter-widget';
import { notFollowed, periodValue, valueOf, withValue } from './filter-values';
import { DashboardFilterInput, DashboardFilters } from './filters';
import { PageMenu } from './page-menu';
import { liesOutside } from './period';
import { PickMenu, usePointer, type Pick } from './pick-menu';
import { ReadCard } from './read-card';
import { usePageFull } from './use-page-full';

const none: FilterValues = {};

export function DashboardPage() {
  const { key } = useParams({ from: '/app/d/$key' });
  const { t } = useTranslation();
  const text = useText();
  const all = useQuery(dashboardsQuery).data ?? [];
  const { data: dashboard, isError, error, refetch } = useQuery(dashboardQuery(key));
  return (
    <div className="dashboard-page">
      <PageHeader title={dashboard ? text(dashboard.title, key) : t('nav.dashboards')}>
        <PageMenu current={all.find((item) => item.key === key)} all={all} selected={key} />
        <WholeScreen key={key} />
      </PageHeader>
      {dashboard ? (
        <DashboardView dashboard={dashboard} mayEdit={all.find((item) => item.key === key)?.can.update ?? false} />
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

/** The whole page on the whole screen, and back. */
function WholeScreen() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const phone = usePhone();
  const { wide } = useSearch({ from: '/app/d/$key' });
  const set = useCallback(
    (on: boolean) => void navigate({ to: '.', search: (before) => ({ ...before, wide: on ? true : undefined }) }),
    [navigate],
  );
  const leave = useCallback(() => set(false), [set]);
  usePageFull(wide === true && !phone, leave);
  if (phone) return null;
  const label = t(wide ? 'dashboards.pageFullEnd' : 'dashboards.pageFull');
  return (
    <button type="button" className="icon-button" aria-label={label} title={label} onClick={() => set(!wide)}>
      {wide ? <Minimize size={16} aria-hidden /> : <Maximize size={16} aria-hidden />}
    </button>
  );
}

function DashboardView({ dashboard, mayEdit }: { dashboard: Dashboard; mayEdit: boolean }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const phone = usePhone();
  const { language } = useFormat();
  const search = useSearch({ from: '/app/d/$key' });
  const values = (search.filters as FilterValues | undefined) ?? none;
  const { cross, full } = search;
  const { data, isError, error, refetch } = useQuery(dashboardDataQuery(dashboard.key, values, cross));
  const pointer = usePointer();
  const [pick, setPick] = useState<Pick>();
  const change = (filters: FilterValues | undefined) => void navigate({ to: '.', search: (before) => ({ ...before, filters }) });
  const setCross = (next: CrossFilter | undefined) =>
    void navigate({ to: '.', search: (before) => ({ ...before, cross: next }) });
  const widgets = useMemo(
    () => dashboard.widgets.toSorted((a, b) => a.layout.y - b.layout.y || a.layout.x - b.layout.x),
    [dashboard],
  );
  const filters = dashboard.filters ?? [];
  const placed = new Set(widgets.map((widget) => widget.options?.filter));
  const beside = filters.filter((filter) => !placed.has(filter.id));
  const period = filters.find((filter) => filter.kind === 'period');
  const range = data?.dataRange;
  const outside = liesOutside(periodValue(period, values), range, today());
  const shown = full === undefined ? undefined : widgets.find((widget) => widget.id === full);
  const card = (widget: Widget, isFull?: boolean) => (
    <ReadCard
      key={widget.id}
      dashboard={dashboard.key}
      widget={widget}
      answer={data?.widgets[widget.id]}
      values={values}
      cross={cross}
      unfiltered={notFollowed(dashboard, widget, values)}
      mayEdit={mayEdit && !phone}
      onCross={setCross}
      onPick={(next) => setPick({ ...next, at: { ...pointer.current } })}
      placed={isFull}
    />
  );
  const slot = (id: string) => {
    const filter = filters.find((item) => item.id === id);
    if (!filter) return null;
    return (
      <DashboardFilterInput
        source={dashboard.source}
        filter={filter}
        value={valueOf(filter, values) ?? null}
        onChange={(next) => change(withValue(filter, values, next))}
      />
    );
  };
  if (widgets.length === 0)
    return (
      <Empty text={t('dashboards.noWidgets')}>
        {mayEdit && !phone && (
          <Link to="/d/$key/edit" params={{ key: dashboard.key }}>
            {t('dashboards.edit')}
          </Link>
        )}
      </Empty>
    );
  return (
    <FilterSlot value={slot}>
      {beside.length > 0 && <DashboardFilters source={dashboard.source} filters={beside} values={values} onChange={change} />}
      {cross && <CrossBar cross={cross} onClear={() => setCross(undefined)} />}
      {period && range && outside && (
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
        <div className={beside.length > 0 || cross ? 'dashboard-scope' : 'dashboard-scope bare'}>
          <div className="dashboard-grid">{widgets.map((widget) => card(widget))}</div>
        </div>
      )}
      {pick && <PickMenu pick={pick} onClose={() => setPick(undefined)} />}
      {shown && (
        <Modal
          open
          footer={null}
          title={null}
          closable={false}
          width="calc(100vw - 32px)"
          className="full-screen"
          onCancel={() => void navigate({ to: '.', search: (before) => ({ ...before, full: undefined }) })}
        >
          {card(shown, true)}
        </Modal>
      )}
    </FilterSlot>
  );
}

/** What was clicked, as a sentence that can be taken away. */
function CrossBar({ cross, onClear }: { cross: CrossFilter; onClear: () => void }) {
  const { t } = useTranslation();
  const members = useMembers(cross.source);
  return (
    <p className="cross-bar" role="status">
      <span className="second">{t('dashboards.narrowed')}</span>
      <span className="filter-chip">
        <span className="cross-text">
          <FilterText filter={cross.filter} members={members} />
        </span>
        <button type="button" className="filter-remove" aria-label={t('filter.remove')} onClick={onClear}>
          <X size={14} aria-hidden />
        </button>
      </span>
    </p>
  );
}
