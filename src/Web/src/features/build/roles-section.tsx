import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useDrafts } from '@/api/definitions';
import { rolesQuery } from '@/api/roles';
import { Failed, Loading } from '@/components/states';
import { useText } from '@/lib/text';

/** All roles and how many people hold them. */
export function RolesSection() {
  const { t } = useTranslation();
  const text = useText();
  const { data, isError, error, refetch } = useQuery(rolesQuery);
  const drafted = new Set(useDrafts('roles').map((draft) => draft.key));
  return (
    <section className="build-section" aria-labelledby="build-roles">
      <div className="build-head">
        <h2 id="build-roles">{t('roles.title')}</h2>
        <span className="grow" />
        <Link to="/build/roles" search={{ create: true }}>
          <Button icon={<Plus size={16} />} tabIndex={-1}>
            {t('roles.new')}
          </Button>
        </Link>
      </div>
      {isError && <Failed error={error} onRetry={() => void refetch()} />}
      {!data && !isError && <Loading rows={3} />}
      <ul className="build-list">
        {data?.map((role) => (
          <li key={role.key}>
            <Link to="/build/roles/$role" params={{ role: role.key }}>
              <strong>{text(role.title, role.key)}</strong>
            </Link>
            <span className="second">{t('build.holders', { count: role.holders.length })}</span>
            <span className="second">{role.builtIn && t('roles.builtIn')}</span>
            <span>{drafted.has(role.key) && <em className="draft-mark">{t('build.draft')}</em>}</span>
            <span />
          </li>
        ))}
      </ul>
    </section>
  );
}
