import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { roleQuery, rolesQuery, type RoleInfo } from '@/api/roles';
import { useSession } from '@/api/session';
import { PageHeader } from '@/components/page-header';
import { Empty, Failed, Loading } from '@/components/states';
import { useText } from '@/lib/text';
import { Holders } from './holders';
import { RoleEditor } from './role-editor';
import './roles.css';

/** What holders of one role may do. The administrator's is built in. */
export function RolePage() {
  const { t } = useTranslation();
  const text = useText();
  const { can } = useSession();
  const { role: key } = useParams({ from: '/app/build/roles/$role' });
  const { data, isError, error, refetch } = useQuery({ ...rolesQuery, enabled: can['design'] === true });
  const info = data?.find((role) => role.key === key);
  return (
    <div className="page roles">
      <PageHeader title={info ? text(info.title, info.key) : t('roles.title')}>
        <Link to="/build/roles" className="roles-back">
          {t('roles.all')}
        </Link>
      </PageHeader>
      {!can['design'] ? (
        <Empty text={t('state.notAllowed')} />
      ) : isError && !data ? (
        <Failed error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Loading rows={8} />
      ) : !info ? (
        <Empty text={t('state.notFound')}>
          <Link to="/build/roles">{t('roles.all')}</Link>
        </Empty>
      ) : info.builtIn ? (
        <Fixed role={info} />
      ) : (
        <Editor key={info.key} role={info} taken={['admin', ...data.map((role) => role.key)]} />
      )}
    </div>
  );
}

function Fixed({ role }: { role: RoleInfo }) {
  const { t } = useTranslation();
  return (
    <>
      <p>{t('roles.adminFixed')}</p>
      <Holders role={role} />
    </>
  );
}

function Editor({ role, taken }: { role: RoleInfo; taken: string[] }) {
  const navigate = useNavigate();
  const { data, isError, error, refetch } = useQuery(roleQuery(role.key));
  if (isError && !data) return <Failed error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading rows={8} />;
  return (
    <RoleEditor
      info={role}
      published={data}
      taken={taken}
      onGone={() => void navigate({ to: '/build/roles' })}
      onOpen={(key) => void navigate({ to: '/build/roles/$role', params: { role: key } })}
    />
  );
}
