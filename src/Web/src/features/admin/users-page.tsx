import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Tabs } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSession } from '@/api/session';
import { peopleQuery } from '@/api/users';
import { PageHeader } from '@/components/page-header';
import { Empty, Failed, Loading } from '@/components/states';
import { TitlesContext } from '@/lib/titles';
import { MailState } from './mail-state';
import { PeopleTab } from './people-tab';
import { TeamsTab } from './teams-tab';
import './users.css';

export function UsersPage() {
  const { t } = useTranslation();
  const { can } = useSession();
  return (
    <div className="page users">
      <PageHeader title={t('nav.users')}>
        {can['design'] && (
          <Link to="/build/roles" className="users-roles">
            {t('roles.link')}
          </Link>
        )}
      </PageHeader>
      {can['users'] ? <UsersTabs /> : <Empty text={t('state.notAllowed')} />}
    </div>
  );
}

function UsersTabs() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { tab } = useSearch({ from: '/app/settings/users' });
  const { data, isError, error, refetch } = useQuery(peopleQuery);
  if (isError && !data) return <Failed error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading rows={8} />;
  return (
    <TitlesContext value={data.titles ?? {}}>
      <MailState />
      <Tabs
        activeKey={tab ?? 'people'}
        onChange={(key) => void navigate({ to: '/settings/users', search: key === 'teams' ? { tab: 'teams' } : {} })}
        items={[
          { key: 'people', label: t('users.people'), children: <PeopleTab people={data} /> },
          { key: 'teams', label: t('users.teams'), children: <TeamsTab people={data} /> },
        ]}
      />
    </TitlesContext>
  );
}
