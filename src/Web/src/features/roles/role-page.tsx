import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { rolesQuery, type RoleDocument, type RoleInfo } from '@/api/roles';
import { useSession } from '@/api/session';
import { DocumentStore } from '@/components/definition/document-store';
import { useOpened } from '@/components/definition/use-opened';
import { PageHeader } from '@/components/page-header';
import { Empty, Failed, Loading } from '@/components/states';
import { useText } from '@/lib/text';
import { Holders } from './holders';
import { RoleEditor } from './role-editor';
import '@/components/definition/definition.css';
import './roles.css';

/** What holders of one role may do. The administrator's is built in. */
export function RolePage() {
  const { t } = useTranslation();
  const text = useText();
  const { can } = useSession();
  const { role: key } = useParams({ from: '/app/build/roles/$role' });
  const { data, isError, error, refetch } = useQuery({ ...rolesQuery, enabled: can['design'] === true });
  const info = data?.find((role) => role.key === key);
  if (data && !info?.builtIn)
    return <Opened key={key} role={key} info={info} taken={['admin', ...data.map((role) => role.key)]} />;
  return (
    <Page title={info && text(info.title, info.key)}>
      {!can['design'] ? (
        <Empty text={t('state.notAllowed')} />
      ) : isError && !data ? (
        <Failed error={error} onRetry={() => void refetch()} />
      ) : info ? (
        <>
          <p>{t('roles.adminFixed')}</p>
          <Holders role={info} />
        </>
      ) : (
        <Loading rows={8} />
      )}
    </Page>
  );
}

const begin = (role: RoleDocument, published: RoleDocument | null, version: number | null) =>
  new DocumentStore<RoleDocument>(role, published, version);

function Opened({ role, info, taken }: { role: string; info: RoleInfo | undefined; taken: string[] }) {
  const { t } = useTranslation();
  const { opened, reading, isError, error, reload } = useOpened('roles', role, begin);
  if (opened)
    return (
      <div className="role-editor">
        <RoleEditor key={reading} {...opened} info={info} taken={taken} onReload={reload} />
      </div>
    );
  return (
    <Page>
      {isError ? (
        <Failed error={error} onRetry={reload} />
      ) : opened === undefined ? (
        <Loading rows={8} />
      ) : (
        <Empty text={t('state.notFound')}>
          <Link to="/build/roles">{t('roles.all')}</Link>
        </Empty>
      )}
    </Page>
  );
}

function Page({ title, children }: { title?: string; children: React.ReactNode }) {
  const { t } = useTranslation();
  return (
    <div className="page roles">
      <PageHeader title={title ?? t('roles.title')}>
        <Link to="/build/roles" className="roles-back">
          {t('roles.all')}
        </Link>
      </PageHeader>
      {children}
    </div>
  );
}
