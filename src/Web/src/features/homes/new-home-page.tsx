import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { homesQuery, type HomeDocument, type PublishedHome } from '@/api/homes';
import { useSession } from '@/api/session';
import type { Text } from '@/api/types';
import { PageHeader } from '@/components/page-header';
import { SettingRow } from '@/components/settings/setting-inputs';
import { TextPair } from '@/components/settings/text-pair';
import { Empty, Failed, Loading } from '@/components/states';
import { freeKey, keyFromLabel } from '@/lib/keys';
import { useText } from '@/lib/text';
import { newHome } from './home-document';
import { HomeEditor } from './home-editor';
import { useForWhom } from './use-for-whom';
import '@/components/definition/definition.css';
import '@/components/settings/settings.css';
import './homes.css';

/** A home page begins with a name, empty or as a copy of another; it is nobody's before it is published. */
export function NewHomePage() {
  const { t } = useTranslation();
  const { can } = useSession();
  const navigate = useNavigate();
  const { data, isError, error, refetch } = useQuery({ ...homesQuery, enabled: can['design'] === true });
  const [begun, setBegun] = useState<HomeDocument>();
  if (begun)
    return (
      <div className="home-editor">
        <PageHeader title={t('homes.new')} />
        <HomeEditor
          document={begun}
          version={null}
          onPublished={(key) => void navigate({ to: '/build/homes/$key', params: { key }, replace: true, ignoreBlocker: true })}
        />
      </div>
    );
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
        <Beginning homes={data} onBegin={setBegun} />
      )}
    </div>
  );
}

function Beginning({ homes, onBegin }: { homes: PublishedHome[]; onBegin: (document: HomeDocument) => void }) {
  const { t } = useTranslation();
  const text = useText();
  const forWhom = useForWhom();
  const [title, setTitle] = useState<Text>({});
  const [like, setLike] = useState('');
  const label = title.en || title['zh-CN'] || '';
  const begin = async () => {
    const taken = new Set([...homes.map((home) => home.key), 'new', 'preview']);
    const key = freeKey(await keyFromLabel(label), taken, 'home');
    onBegin(
      newHome(
        key,
        title,
        homes,
        homes.find((home) => home.key === like),
      ),
    );
  };
  return (
    <form
      className="settings-body"
      onSubmit={(event) => {
        event.preventDefault();
        if (label) void begin();
      }}
    >
      <TextPair isName label={t('homes.title')} value={title} onChange={setTitle} />
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
      <div className="setting-actions">
        <Button type="primary" htmlType="submit" disabled={!label}>
          {t('homes.begin')}
        </Button>
        <Link to="/build">
          <Button tabIndex={-1}>{t('common.cancel')}</Button>
        </Link>
      </div>
    </form>
  );
}
