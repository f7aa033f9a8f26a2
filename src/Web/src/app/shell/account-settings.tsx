import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { LogOut } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { forecastsQuery } from '@/api/forecasts';
import { useSession, useSignOut } from '@/api/session';
import { AppearanceSettings } from '@/components/appearance-settings';

/** What is set most often, and the ways to the rest. */
export default function AccountSettings() {
  const { t } = useTranslation();
  const { user, can } = useSession();
  const navigate = useNavigate();
  const signOut = useSignOut();
  const hasForecast = (useQuery(forecastsQuery).data?.length ?? 0) > 0;
  return (
    <div className="account">
      <strong>{user.name}</strong>
      <span className="second">{user.email}</span>
      <AppearanceSettings />
      <p className="account-links">
        <Link to="/calendar">{t('nav.calendar')}</Link>
        {hasForecast && <Link to="/forecasts">{t('nav.forecast')}</Link>}
        <Link to="/settings">{t('settings.title')}</Link>
        {can['users'] && <Link to="/settings/users">{t('nav.users')}</Link>}
        {can['design'] && <Link to="/settings/templates">{t('nav.templates')}</Link>}
      </p>
      <Button
        type="text"
        className="start"
        icon={<LogOut size={16} />}
        onClick={() => signOut.mutate(undefined, { onSettled: () => void navigate({ to: '/sign-in', search: {} }) })}
      >
        {t('account.signOut')}
      </Button>
    </div>
  );
}
