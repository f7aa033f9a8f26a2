import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { Eye } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { rolesQuery, type RoleDocument } from '@/api/roles';
import { useSession, useViewAs } from '@/api/session';
import { DesignBar } from '@/components/definition/design-bar';
import { useStored, type DocumentStore } from '@/components/definition/document-store';
import { useDelete } from '@/components/definition/use-delete';
import type { Work } from '@/components/definition/use-work';
import { useReport } from '@/components/use-report';
import { useText } from '@/lib/text';
import { NewRole } from './new-role';

type Props = {
  store: DocumentStore<RoleDocument>;
  work: Work<RoleDocument, RoleDocument>;
  taken: string[];
  onVersions: () => void;
  onPublish: () => void;
};

/** The strip above a role, with a look through its eyes, a copy and deleting. */
export function RoleBar({ store, work, taken, onVersions, onPublish }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const navigate = useNavigate();
  const role = useStored(store, (it) => it.doc());
  const isPublished = useStored(store, (it) => it.published !== null);
  const [isCopying, setCopying] = useState(false);
  const { key } = role;
  const askDelete = useDelete({
    work,
    title: t('roles.deleteTitle', { title: text(role.title, key) }),
    hint: t('roles.deleteHint'),
    to: '/build/roles',
    changes: [rolesQuery.queryKey],
  });
  const menu = [
    { key: 'copy', label: t('roles.duplicate'), onClick: () => setCopying(true) },
    ...(isPublished ? [{ key: 'delete', label: t('common.delete'), danger: true, onClick: askDelete }] : []),
  ];
  return (
    <>
      <DesignBar
        store={store}
        work={work}
        back={{ to: '/build/roles', label: t('roles.all') }}
        menu={menu}
        onVersions={onVersions}
        onPublish={onPublish}
      >
        {isPublished && <ViewRole role={key} disabled={work.state !== 'none'} />}
      </DesignBar>
      {isCopying && (
        <NewRole
          like={role}
          taken={taken}
          onClose={() => setCopying(false)}
          onCreated={(copy) => void navigate({ to: '/build/roles/$role', params: { role: copy } })}
        />
      )}
    </>
  );
}

/** The application through the eyes of the role, once it is published. */
export function ViewRole({ role, disabled }: { role: string; disabled: boolean }) {
  const { t } = useTranslation();
  const report = useReport();
  const { can } = useSession();
  const viewAs = useViewAs();
  if (!can['viewAs']) return null;
  return (
    <Button
      icon={<Eye size={16} />}
      disabled={disabled}
      title={disabled ? t('homes.viewAsLater') : undefined}
      loading={viewAs.isPending}
      onClick={() => viewAs.mutate({ role }, { onError: report })}
    >
      {t('viewAs.startRole')}
    </Button>
  );
}
