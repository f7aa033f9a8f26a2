import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { rolesQuery } from '@/api/roles';
import { useText } from '@/lib/text';

/** Names the roles of a page, or everyone. */
export function useForWhom() {
  const { t } = useTranslation();
  const text = useText();
  const known = useQuery(rolesQuery).data ?? [];
  return (roles: string[] | undefined) =>
    roles?.length
      ? roles.map((key) => text(known.find((role) => role.key === key)?.title, key)).join(t('common.listSeparator'))
      : t('build.everyone');
}
