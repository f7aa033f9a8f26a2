import { useQuery } from '@tanstack/react-query';
import { Link, useLocation } from '@tanstack/react-router';
import {
  ArrowRightLeft,
  Blocks,
  Calendar,
  ChartColumn,
  House,
  LayoutTemplate,
  Settings,
  Trash2,
  TrendingUp,
  Users,
} from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { forecastsQuery } from '@/api/forecasts';
import { useForms } from '@/api/forms';
import { useSession } from '@/api/session';
import { FormIcon } from '@/components/form-icon';
import { formAddress } from '@/lib/form-views';
import { currentLanguage, formPlural } from '@/lib/text';

export function Rail() {
  const { t } = useTranslation();
  const { app, can } = useSession();
  const onDashboard = useLocation({ select: ({ pathname }) => pathname.startsWith('/d/') });
  // A record and the other view of a form belong to it too, wherever its link leads.
  const onForm = useLocation({ select: ({ pathname }) => /^\/f\/([^/]+)/.exec(pathname)?.[1] });
  const hasForecast = (useQuery(forecastsQuery).data?.length ?? 0) > 0;
  const forms = useForms().filter((form) => form.nav && form.can.read);
  return (
    <nav className="rail" aria-label={t('shell.navigation')}>
      <div className="workspace" title={app.company}>
        <img src="/favicon.svg" alt="" width={20} height={20} />
        <span>{app.company}</span>
      </div>
      <Link to="/" className="rail-item" activeOptions={{ exact: true, includeSearch: false }}>
        <House size={18} aria-hidden />
        {t('nav.home')}
      </Link>
      <Link to="/calendar" className="rail-item" activeOptions={{ includeSearch: false }}>
        <Calendar size={18} aria-hidden />
        {t('nav.calendar')}
      </Link>
      {forms.map((form) => (
        <Link
          key={form.key}
          to={formAddress(form)}
          params={{ form: form.key }}
          className={form.key === onForm ? 'rail-item active' : 'rail-item'}
          activeOptions={{ includeSearch: false }}
        >
          <FormIcon name={form.icon} color={form.color} />
          {formPlural(form, currentLanguage())}
        </Link>
      ))}
      <Link to="/dashboards" className={onDashboard ? 'rail-item active' : 'rail-item'} activeOptions={{ includeSearch: false }}>
        <ChartColumn size={18} aria-hidden />
        {t('nav.dashboards')}
      </Link>
      {hasForecast && (
        <Link to="/forecasts" className="rail-item" activeOptions={{ includeSearch: false }}>
          <TrendingUp size={18} aria-hidden />
          {t('nav.forecast')}
        </Link>
      )}
      {can['design'] && (
        <Link to="/build" className="rail-item" activeOptions={{ includeSearch: false }}>
          <Blocks size={18} aria-hidden />
          {t('nav.build')}
        </Link>
      )}
      <div className="rail-section">{t('nav.settings')}</div>
      <Link to="/settings" className="rail-item" activeOptions={{ exact: true, includeSearch: false }}>
        <Settings size={18} aria-hidden />
        {t('settings.title')}
      </Link>
      {can['users'] && (
        <Link to="/settings/users" className="rail-item" activeOptions={{ includeSearch: false }}>
          <Users size={18} aria-hidden />
          {t('nav.users')}
        </Link>
      )}
      {can['reassign'] && (
        <Link to="/settings/handovers" className="rail-item" activeOptions={{ includeSearch: false }}>
          <ArrowRightLeft size={18} aria-hidden />
          {t('nav.handovers')}
        </Link>
      )}
      {can['design'] && (
        <Link to="/settings/templates" className="rail-item" activeOptions={{ includeSearch: false }}>
          <LayoutTemplate size={18} aria-hidden />
          {t('nav.templates')}
        </Link>
      )}
      <Link to="/settings/recycle-bin" className="rail-item" activeOptions={{ includeSearch: false }}>
        <Trash2 size={18} aria-hidden />
        {t('nav.recycleBin')}
      </Link>
    </nav>
  );
}
