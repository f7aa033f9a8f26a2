import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { draftsQuery, isDraftOf, writeDraft } from '@/api/definitions';
import type { Text } from '@/api/types';
import { TextPair } from '@/components/settings/text-pair';
import { useReport } from '@/components/use-report';
import { freeKey, keyFromLabel } from '@/lib/keys';

type Props = {
  kind: 'homes' | 'forecasts';
  /** Where its name gives no key. */
  fallback: string;
  /** Keys that it can't have: of those that are published, and of pages beside it. */
  taken: () => Promise<string[]> | string[];
  make: (key: string, title: Text) => unknown;
  /** What is chosen beside its name. */
  children: ReactNode;
};

/** A definition begins as a draft with a name; its key is its own, made of the name. */
export function NewDefinition({ kind, fallback, taken, make, children }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const client = useQueryClient();
  const report = useReport();
  const [title, setTitle] = useState<Text>({});
  const [isBeginning, setBeginning] = useState(false);
  const label = title.en || title['zh-CN'] || '';
  const begin = async () => {
    setBeginning(true);
    try {
      const drafts = (await client.fetchQuery(draftsQuery)).filter((draft) => isDraftOf(draft, kind)).map((draft) => draft.key);
      const key = freeKey(await keyFromLabel(label), new Set([...(await taken()), ...drafts]), fallback);
      await writeDraft(kind, key, { document: await make(key, title), baseVersion: null }, null);
      await client.invalidateQueries({ queryKey: draftsQuery.queryKey });
      await navigate({ to: `/build/${kind}/$key`, params: { key } });
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
      <TextPair isName label={t('build.title')} value={title} onChange={setTitle} />
      {children}
      <div className="setting-actions">
        <Button type="primary" htmlType="submit" disabled={!label} loading={isBeginning}>
          {t('build.begin')}
        </Button>
        <Link to="/build">
          <Button tabIndex={-1}>{t('common.cancel')}</Button>
        </Link>
      </div>
    </form>
  );
}
