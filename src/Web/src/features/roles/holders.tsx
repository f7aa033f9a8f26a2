import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { RoleInfo } from '@/api/roles';
import { useSession } from '@/api/session';

/** Who holds a role; roles are given on the page of people. */
export function Holders({ role }: { role: RoleInfo }) {
  const { t } = useTranslation();
  const { can } = useSession();
  return (
    <section className="roles-holding">
      <h2>{t('roles.holders')}</h2>
      <p>
        {role.holders.length === 0
          ? t('roles.heldByNobody')
          : role.holders
              .map((person) => person.name + (person.active ? '' : ` (${t('users.disabled')})`))
              .join(t('filter.orValue'))}
      </p>
      {can['users'] && <Link to="/settings/users">{t('roles.give')}</Link>}
    </section>
  );
}
