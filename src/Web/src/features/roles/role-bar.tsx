import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { Eye } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readDefinition } from '@/api/definitions';
import { useDeleteRole, type RoleDocument } from '@/api/roles';
import { useSession, useViewAs } from '@/api/session';
import { DesignBar } from '@/components/definition/design-bar';
import { useStored, type DocumentStore } from '@/components/definition/document-store';
import type { Work } from '@/components/definition/use-work';
import { App } from '@/components/feedback';
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
  const report = useReport();
  const { modal } = App.useApp();
  const remove = useDeleteRole();
  const role = useStored(store, (it) => it.doc());
  const isPublished = useStored(store, (it) => it.published !== null);
  const [isCopying, setCopying] = useState(false);
  const { key } = role;
  const askDelete = () =>
    void modal.confirm({
      title: t('roles.deleteTitle', { title: text(role.title, key) }),
      content: t('roles.deleteHint'),
      icon: null,
      okText: t('common.delete'),
      okButtonProps: { danger: true },
      cancelText: t('common.cancel'),
      onOk: async () => {
        try {
          const now = await readDefinition<RoleDocument>('roles', key);
          if (now) await remove.mutateAsync({ key, version: now.version });
          await work.discard();
          await navigate({ to: '/build/roles' });
        } catch (error) {
          report(error);
        }
      },
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
