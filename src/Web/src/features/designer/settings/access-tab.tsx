import { useQueries, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { readDefinition } from '@/api/definitions';
import { rolesQuery, type RoleDocument } from '@/api/roles';
import { Failed, Loading } from '@/components/states';
import { useText } from '@/lib/text';
import { useDoc } from '../designer-store';
import { seenBy } from './field-access';

/** What people with each role have of a field; it is changed in the role. */
export function AccessTab({ fieldKey }: { fieldKey: string }) {
  const { t } = useTranslation();
  const text = useText();
  const doc = useDoc();
  const roles = useQuery(rolesQuery);
  const own = (roles.data ?? []).filter((role) => !role.builtIn);
  const documents = useQueries({
    queries: own.map(({ key }) => ({
      queryKey: ['roles', key],
      queryFn: async () => (await readDefinition<RoleDocument>('roles', key))?.document ?? null,
    })),
  });
  if (roles.isError) return <Failed error={roles.error} onRetry={() => void roles.refetch()} />;
  if (!roles.data) return <Loading rows={4} />;
  return (
    <div className="settings-body">
      <p className="second">{t('designer.accessHint')}</p>
      <ul className="field-access">
        {roles.data
          .filter((role) => role.builtIn)
          .map((role) => (
            <li key={role.key}>
              <span>{text(role.title, role.key)}</span>
              <span className="second">{t('fieldAccess.changes')}</span>
            </li>
          ))}
        {own.map((role, index) => {
          const document = documents[index]?.data;
          const seen = document && seenBy(document, doc, fieldKey);
          return (
            <li key={role.key}>
              <Link to="/build/roles/$role" params={{ role: role.key }} search={{ tab: 'fields' }}>
                {text(role.title, role.key)}
              </Link>
              <span className={seen === 'changes' ? 'second' : undefined}>{seen ? t(`fieldAccess.${seen}`) : '…'}</span>
            </li>
          );
        })}
      </ul>
      <p className="second">{t('designer.accessSeveral')}</p>
    </div>
  );
}
