import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { homesQuery, type PublishedHome } from '@/api/homes';
import { useSession } from '@/api/session';
import { NewDefinition } from '@/components/definition/new-definition';
import { PageHeader } from '@/components/page-header';
import { SettingRow } from '@/components/settings/setting-inputs';
import { Empty, Failed, Loading } from '@/components/states';
import { useText } from '@/lib/text';
import { newHome } from './home-document';
import { useForWhom } from './use-for-whom';
import '@/components/definition/definition.css';
import '@/components/settings/settings.css';
import './homes.css';

/** A home page begins as a draft with a name, empty or as a copy of another; it is nobody's before it is published. */
export function NewHomePage() {
  const { t } = useTranslation();
  const { can } = useSession();
  const { data, isError, error, refetch } = useQuery({ ...homesQuery, enabled: can['design'] === true });
  return (
    <div className="page new-home">
      <PageHeader title={t('homes.new')} />
      {!can['design'] ? (
        <Empty text={t('state.notAllowed')} />
      ) : isError && !data ? (
        <Failed error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Loading rows={4} />
      ) : (
        <Beginning homes={data} />
      )}
    </div>
  );
}

function Beginning({ homes }: { homes: PublishedHome[] }) {
  const { t } = useTranslation();
  const text = useText();
  const forWhom = useForWhom();
  const [like, setLike] = useState('');
  const from = homes.find((home) => home.key === like);
  return (
    <NewDefinition
      kind="homes"
      fallback="home"
      taken={() => [...homes.map((home) => home.key), 'new', 'preview']}
      make={(key, title) => newHome(key, title, homes, from)}
    >
      <SettingRow label={t('homes.beginWith')} help={t('homes.beginWithHelp')}>
        {(id) => (
          <Select
            id={id}
            className="fill"
            value={like}
            options={[
              { value: '', label: t('homes.beginEmpty') },
              ...homes.map((home) => ({
                value: home.key,
                label: t('homes.beginLike', { title: text(home.title, home.key), whom: forWhom(home.roles) }),
              })),
            ]}
            onChange={setLike}
          />
        )}
      </SettingRow>
    </NewDefinition>
  );
}
