import { useQueryClient } from '@tanstack/react-query';
import { useBlocker, useNavigate, useSearch } from '@tanstack/react-router';
import { Alert, Button, Dropdown, Tabs } from 'antd';
import { Ellipsis, Eye } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '@/api/client';
import { roleQuery, rolesQuery, useDeleteRole, usePublishRole, type RoleDocument, type RoleInfo } from '@/api/roles';
import { useSession, useViewAs } from '@/api/session';
import { App } from '@/components/feedback';
import { useReason, useReport } from '@/components/use-report';
import { usePhone } from '@/lib/media';
import { useText } from '@/lib/text';
import { AbilitiesTab } from './abilities-tab';
import { FieldsTab } from './fields-tab';
import { Holders } from './holders';
import { MatrixTab } from './matrix-tab';
import { NewRole } from './new-role';

type Props = {
  info: RoleInfo;
  published: RoleDocument;
  taken: string[];
  onGone: () => void;
  onOpen: (key: string) => void;
};

/** A draft beside what is published; publishing says what the server does not accept, at its place. */
export function RoleEditor({ info, published, taken, onGone, onOpen }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const phone = usePhone();
  const navigate = useNavigate();
  const { tab } = useSearch({ from: '/app/build/roles/$role' });
  const client = useQueryClient();
  const { message, modal } = App.useApp();
  const reason = useReason();
  const report = useReport();
  const { can } = useSession();
  const [draft, setDraft] = useState(published);
  const [version, setVersion] = useState(info.version);
  const [copying, setCopying] = useState(false);
  const publish = usePublishRole();
  const remove = useDeleteRole();
  const viewAs = useViewAs();
  const changed = JSON.stringify(draft) !== JSON.stringify(published);
  const title = text(info.title, info.key);
  const isStale = publish.error instanceof ApiError && publish.error.status === 409;
  const faults = publish.error instanceof ApiError ? publish.error.errors : [];

  useBlocker({
    shouldBlockFn: ({ current, next }) =>
      changed && current.pathname !== next.pathname && !window.confirm(t('roles.leaveUnsaved')),
    enableBeforeUnload: changed,
  });

  const save = (over: number | null) =>
    publish.mutate(
      { role: draft, version: over },
      {
        onSuccess: () => {
          setVersion((over ?? 0) + 1);
          void message.success(t('roles.published', { title }));
        },
      },
    );
  const current = async () =>
    (await client.fetchQuery({ ...rolesQuery, staleTime: 0 })).find((role) => role.key === info.key)?.version ?? null;
  const takeTheirs = async () => {
    const theirs = await client.fetchQuery({ ...roleQuery(info.key), staleTime: 0 });
    setVersion(await current());
    setDraft(theirs);
    publish.reset();
  };
  const askDelete = () =>
    modal.confirm({
      title: t('roles.deleteTitle', { title }),
      content: t('roles.deleteHint'),
      icon: null,
      okText: t('common.delete'),
      okButtonProps: { danger: true },
      cancelText: t('common.cancel'),
      onOk: () => remove.mutateAsync({ key: info.key, version: version ?? 0 }).then(onGone, (error: unknown) => report(error)),
    });
  return (
    <>
      <div className="roles-bar">
        <span className="grow second">{phone ? t('roles.phone') : changed ? t('roles.unsaved') : t('roles.saved')}</span>
        {can['viewAs'] && (
          <Button
            icon={<Eye size={16} />}
            disabled={changed}
            loading={viewAs.isPending}
            onClick={() => viewAs.mutate({ role: info.key }, { onError: report })}
          >
            {t('viewAs.startRole')}
          </Button>
        )}
        {!phone && (
          <>
            <Dropdown
              trigger={['click']}
              placement="bottomRight"
              menu={{
                items: [
                  { key: 'copy', label: t('roles.duplicate') },
                  { key: 'delete', label: t('common.delete'), danger: true },
                ],
                onClick: ({ key }) => (key === 'copy' ? setCopying(true) : askDelete()),
              }}
            >
              <Button icon={<Ellipsis size={18} />} aria-label={t('common.more')} />
            </Dropdown>
            {changed && (
              <Button
                onClick={() => {
                  setDraft(published);
                  publish.reset();
                }}
              >
                {t('roles.discard')}
              </Button>
            )}
            <Button type="primary" disabled={!changed} loading={publish.isPending} onClick={() => save(version)}>
              {t('roles.publish')}
            </Button>
          </>
        )}
      </div>
      {isStale ? (
        <Alert
          type="warning"
          title={t('roles.stale')}
          action={
            <span className="roles-stale">
              <Button size="small" onClick={() => void takeTheirs().catch(report)}>
                {t('roles.takeTheirs')}
              </Button>
              <Button size="small" onClick={() => void current().then(save, report)}>
                {t('roles.publishMine')}
              </Button>
            </span>
          }
        />
      ) : (
        publish.isError && (
          <Alert
            type="error"
            title={faults.length > 0 ? t('roles.refused') : reason(publish.error)}
            description={
              faults.length > 0 && (
                <ul className="roles-faults">
                  {faults.map((fault) => (
                    <li key={fault.path + fault.code}>{fault.message}</li>
                  ))}
                </ul>
              )
            }
          />
        )
      )}
      <Tabs
        activeKey={tab ?? 'records'}
        onChange={(key) =>
          void navigate({
            to: '/build/roles/$role',
            params: { role: info.key },
            search: key === 'records' ? {} : { tab: key as 'fields' | 'abilities' },
          })
        }
        items={[
          {
            key: 'records',
            label: t('roles.records'),
            children: <MatrixTab role={draft} faults={faults} locked={phone} onChange={setDraft} />,
          },
          {
            key: 'fields',
            label: t('roles.fields'),
            children: <FieldsTab role={draft} faults={faults} locked={phone} onChange={setDraft} />,
          },
          {
            key: 'abilities',
            label: t('roles.abilities'),
            children: <AbilitiesTab role={draft} locked={phone} onChange={setDraft} />,
          },
        ]}
      />
      <Holders role={info} />
      {copying && <NewRole like={draft} taken={taken} onClose={() => setCopying(false)} onCreated={onOpen} />}
    </>
  );
}
