import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { draftsQuery, isDraftOf, writeDraft } from '@/api/definitions';
import { homesQuery, type PublishedHome } from '@/api/homes';
import { useSession } from '@/api/session';
import type { Text } from '@/api/types';
import { PageHeader } from '@/components/page-header';
import { SettingRow } from '@/components/settings/setting-inputs';
import { TextPair } from '@/components/settings/text-pair';
import { Empty, Failed, Loading } from '@/components/states';
import { useReport } from '@/components/use-report';
import { freeKey, keyFromLabel } from '@/lib/keys';
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
  const navigate = useNavigate();
  const client = useQueryClient();
  const report = useReport();
  const forWhom = useForWhom();
  const [title, setTitle] = useState<Text>({});
  const [like, setLike] = useState('');
  const [isBeginning, setBeginning] = useState(false);
  const label = title.en || title['zh-CN'] || '';
  const begin = async () => {
    setBeginning(true);
    try {
      const drafts = (await client.fetchQuery(draftsQuery)).filter((draft) => isDraftOf(draft, 'homes'));
      const taken = new Set([...homes, ...drafts].map((home) => home.key).concat('new', 'preview'));
      const key = freeKey(await keyFromLabel(label), taken, 'home');
      const from = homes.find((home) => home.key === like);
      await writeDraft('homes', key, { document: newHome(key, title, homes, from), baseVersion: null }, null);
      await client.invalidateQueries({ queryKey: draftsQuery.queryKey });
      await navigate({ to: '/build/homes/$key', params: { key } });
    } catch (error) {
      report(error);
      setBeginning(false);
    }
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
        <Button type="primary" htmlType="submit" disabled={!label} loading={isBeginning}>
          {t('homes.begin')}
        </Button>
        <Link to="/build">
          <Button tabIndex={-1}>{t('common.cancel')}</Button>
        </Link>
      </div>
    </form>
  );
}
