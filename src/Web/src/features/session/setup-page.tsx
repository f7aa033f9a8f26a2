import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { setupQuery } from '@/api/session';
import { Failed, Loading } from '@/components/states';
import { Entry } from './entry';
import { SetupForm } from './setup-form';
import { Link } from '@tanstack/react-router';

export function SetupPage() {
  const { t } = useTranslation();
  const { token } = useSearch({ from: '/setup' });
  const setup = useQuery(setupQuery(token));
  return (
    <Entry title={t('setup.title')}>
      {setup.isPending && <Loading />}
      {setup.isError && <Failed error={setup.error} onRetry={() => void setup.refetch()} />}
      {setup.data && !setup.data.needed && (
        <p>
          {t('setup.done')} <Link to="/">{t('entry.signIn')}</Link>
        </p>
      )}
      {setup.data?.needed && !setup.data.allowed && <p>{t('setup.notHere')}</p>}
      {setup.data?.needed && setup.data.allowed && <SetupForm setup={setup.data} token={token} />}
    </Entry>
  );
}
