import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Button } from 'antd';
import { Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useDrafts } from '@/api/definitions';
import { rolesQuery, type RoleInfo } from '@/api/roles';
import { useSession } from '@/api/session';
import { PageHeader } from '@/components/page-header';
import { Empty, Failed, Loading } from '@/components/states';
import { usePhone } from '@/lib/media';
import { useText } from '@/lib/text';
import { NewRole } from './new-role';
import '@/components/definition/definition.css';
import './roles.css';

/** Every role with who holds it. */
export function RolesPage() {
  const { t } = useTranslation();
  const { can } = useSession();
  return (
    <div className="page roles">
      <PageHeader title={t('roles.title')} />
      {can['design'] ? <Roles /> : <Empty text={t('state.notAllowed')} />}
    </div>
  );
}

function Roles() {
  const { t } = useTranslation();
  const phone = usePhone();
  const navigate = useNavigate();
  const creating = useSearch({ from: '/app/build/roles' }).create ?? false;
  const create = (open: boolean) => void navigate({ to: '/build/roles', search: open ? { create: true } : {}, replace: true });
  const { data, isError, error, refetch } = useQuery(rolesQuery);
  const drafted = new Set(useDrafts('roles').map((draft) => draft.key));
  if (isError && !data) return <Failed error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading rows={5} />;
  return (
    <>
      <div className="roles-bar">
        <p className="second grow">{t('roles.hint')}</p>
        {!phone && (
          <Button type="primary" icon={<Plus size={16} />} onClick={() => create(true)}>
            {t('roles.new')}
          </Button>
        )}
      </div>
      <ul className="roles-list">
        {data.map((role) => (
          <RoleLine key={role.key} role={role} isDrafted={drafted.has(role.key)} />
        ))}
      </ul>
      {creating && (
        <NewRole
          taken={['admin', ...data.map((role) => role.key)]}
          onClose={() => create(false)}
          onCreated={(key) => void navigate({ to: '/build/roles/$role', params: { role: key } })}
        />
      )}
    </>
  );
}

function RoleLine({ role, isDrafted }: { role: RoleInfo; isDrafted: boolean }) {
  const { t } = useTranslation();
  const text = useText();
  return (
    <li>
      <Link to="/build/roles/$role" params={{ role: role.key }} className="roles-name">
        {text(role.title, role.key)}
      </Link>
      {role.builtIn && <span className="second">{t('roles.builtIn')}</span>}
      {isDrafted && <em className="draft-mark">{t('build.draft')}</em>}
      <span className="roles-holders second">
        {role.holders.length === 0
          ? t('roles.heldByNobody')
          : t('roles.heldBy', { count: role.holders.length, names: someNames(role, t('filter.orValue')) })}
      </span>
    </li>
  );
}

const someNames = (role: RoleInfo, separator: string) =>
  role.holders
    .slice(0, 3)
    .map((person) => person.name)
    .join(separator) + (role.holders.length > 3 ? '…' : '');
