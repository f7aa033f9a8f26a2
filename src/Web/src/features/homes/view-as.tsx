import { useQuery } from '@tanstack/react-query';
import { Button, Dropdown } from 'antd';
import { Eye } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { rolesQuery } from '@/api/roles';
import { useSession, useViewAs } from '@/api/session';
import { useReport } from '@/components/use-report';
import { usePhone } from '@/lib/media';
import { useText } from '@/lib/text';

type Props = { roles: string[]; disabled: boolean };

/** The page through the eyes of somebody with one of its roles, once it is published. */
export function ViewAs({ roles, disabled }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const report = useReport();
  const { can } = useSession();
  const known = useQuery(rolesQuery).data ?? [];
  const viewAs = useViewAs();
  const phone = usePhone();
  const offered = known.filter((role) => !role.builtIn && (roles.length === 0 || roles.includes(role.key)));
  if (!can['viewAs'] || offered.length === 0) return null;
  return (
    <Dropdown
      trigger={['click']}
      disabled={disabled}
      menu={{
        items: offered.map((role) => ({ key: role.key, label: text(role.title, role.key) })),
        onClick: ({ key }) => viewAs.mutate({ role: key }, { onError: report }),
      }}
    >
      <Button
        icon={<Eye size={16} />}
        loading={viewAs.isPending}
        aria-label={t('homes.viewAs')}
        title={disabled ? t('homes.viewAsLater') : undefined}
      >
        {!phone && t('homes.viewAs')}
      </Button>
    </Dropdown>
  );
}
