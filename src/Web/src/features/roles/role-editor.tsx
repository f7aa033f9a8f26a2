import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Alert, Tabs } from 'antd';
import { ArrowLeft } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RoleDocument, RoleInfo } from '@/api/roles';
import { useStored, type DocumentStore } from '@/components/definition/document-store';
import { Meanwhile } from '@/components/definition/meanwhile';
import { useWork } from '@/components/definition/use-work';
import { VersionsDrawer } from '@/components/definition/versions-drawer';
import { PageHeader } from '@/components/page-header';
import { usePhone } from '@/lib/media';
import { useText } from '@/lib/text';
import { AbilitiesTab } from './abilities-tab';
import { FieldsTab } from './fields-tab';
import { Holders } from './holders';
import { MatrixTab } from './matrix-tab';
import { PublishDialog } from './publish-dialog';
import { RoleBar, ViewRole } from './role-bar';
import { RoleName } from './role-name';
import { useRoleWords } from './use-role-words';

type Props = {
  store: DocumentStore<RoleDocument>;
  /** Of the draft that was there; null when there was none. */
  revision: number | null;
  current: number | null;
  /** Undefined while nobody knows of the role. */
  info: RoleInfo | undefined;
  taken: string[];
  onReload: () => void;
};

/** What holders of a role may do, as a draft beside what is published. */
export function RoleEditor({ store, revision, current, info, taken, onReload }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const phone = usePhone();
  const navigate = useNavigate();
  const { tab } = useSearch({ from: '/app/build/roles/$role' });
  const role = useStored(store, (it) => it.doc());
  const faults = useStored(store, (it) => it.faults());
  const work = useWork(store, { kind: 'roles', key: role.key, revision, current, onReload });
  const [act, setAct] = useState<'versions' | 'publish' | null>(null);
  const words = useRoleWords(act !== null || work.isBehind || work.state === 'stale');
  const tabProps = { role, faults, locked: phone, onChange: (next: RoleDocument) => store.edit(() => next) };
  return (
    <>
      <PageHeader title={text(role.title, role.key)} />
      {phone ? (
        <div className="designer-bar">
          <Link to="/build/roles" className="designer-back">
            <ArrowLeft size={16} aria-hidden /> <span>{t('roles.all')}</span>
          </Link>
          <span className="grow second">{t('roles.phone')}</span>
          <ViewRole role={role.key} disabled={work.state !== 'none'} />
        </div>
      ) : (
        <RoleBar
          store={store}
          work={work}
          taken={taken}
          onVersions={() => setAct('versions')}
          onPublish={() => void work.flush().then(() => setAct('publish'))}
        />
      )}
      <Meanwhile store={store} work={work} words={words} />
      <div className="page roles">
        {faults.length > 0 && (
          <Alert
            type="error"
            title={t('roles.refused')}
            description={
              <ul className="roles-faults">
                {faults.map((fault) => (
                  <li key={fault.path + fault.code}>{fault.message}</li>
                ))}
              </ul>
            }
          />
        )}
        {!phone && <RoleName role={role} onChange={(next, tag) => store.edit(() => next, tag)} />}
        <Tabs
          activeKey={tab ?? 'records'}
          onChange={(key) =>
            void navigate({
              to: '/build/roles/$role',
              params: { role: role.key },
              search: key === 'records' ? {} : { tab: key as 'fields' | 'abilities' },
            })
          }
          items={[
            { key: 'records', label: t('roles.records'), children: <MatrixTab {...tabProps} /> },
            { key: 'fields', label: t('roles.fields'), children: <FieldsTab {...tabProps} /> },
            { key: 'abilities', label: t('roles.abilities'), children: <AbilitiesTab {...tabProps} /> },
          ]}
        />
        {info && <Holders role={info} />}
      </div>
      {act === 'versions' && (
        <VersionsDrawer
          kind="roles"
          definition={role.key}
          now={role}
          words={words}
          onTake={(document) => store.replace(document)}
          onClose={() => setAct(null)}
        />
      )}
      {act === 'publish' && (
        <PublishDialog
          store={store}
          onPublished={work.discard}
          onStale={() => {
            work.overtaken();
            setAct(null);
          }}
          onClose={() => setAct(null)}
        />
      )}
    </>
  );
}
