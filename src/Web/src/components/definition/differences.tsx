import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { readDefinition, readDraft, versionQuery } from '@/api/definitions';
import { Failed, Loading } from '@/components/states';
import type { DocumentStore } from './document-store';
import type { Work } from './use-work';
import { ChangeWords, type Words } from './words';

type Props<T, D> = {
  store: DocumentStore<T, D>;
  work: Work<T, D>;
  words: Words<D>;
  onTheirs: () => void;
  onMine: () => void;
  onClose: () => void;
};

/** Two people began from the same document: what each of them has changed since, before one of both is chosen. */
export function Differences<T, D>({ store, work, words, onTheirs, onMine, onClose }: Props<T, D>) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const isStale = work.state === 'stale';
  const { data, isError, error, refetch } = useQuery({
    queryKey: ['differences', work.kind, work.key, isStale],
    queryFn: async () => {
      const published = async () => (await readDefinition<D>(work.kind, work.key))?.document ?? null;
      if (isStale) {
        // Without a draft the other one has published or discarded it.
        const draft = await readDraft<D>(work.kind, work.key);
        return {
          base: work.common(),
          theirs: draft ? draft.document : await published(),
          by: draft?.titles?.['user']?.[String(draft.by)],
        };
      }
      const at = store.baseVersion;
      const base = at === null ? null : await client.fetchQuery(versionQuery<D>(work.kind, work.key, at));
      return { base, theirs: await published(), by: undefined };
    },
    gcTime: 0,
    retry: false,
  });
  return (
    <Modal
      open
      width={720}
      title={t('difference.title')}
      onCancel={onClose}
      footer={[
        <Button key="close" onClick={onClose}>
          {t('common.close')}
        </Button>,
        <Button key="theirs" disabled={!data} onClick={onTheirs}>
          {t('designer.takeTheirs')}
        </Button>,
        <Button key="mine" type="primary" disabled={!data} onClick={onMine}>
          {t(isStale ? 'designer.keepMine' : 'designer.goOn')}
        </Button>,
      ]}
    >
      {isError && <Failed error={error} onRetry={() => void refetch()} />}
      {!data && !isError && <Loading rows={4} />}
      {data && (
        <>
          <p className="second">{t(isStale ? 'difference.hintDraft' : 'difference.hintPublished')}</p>
          <div className="differences">
            <section>
              <h3>{data.by ?? t('designer.somebody')}</h3>
              {data.theirs === null ? (
                <p>{t('versions.deleted')}</p>
              ) : (
                <ChangeWords sentences={words(data.base, data.theirs)} empty={t('difference.none')} />
              )}
            </section>
            <section>
              <h3>{t('difference.mine')}</h3>
              <ChangeWords sentences={words(data.base, store.document())} empty={t('difference.none')} />
            </section>
          </div>
        </>
      )}
    </Modal>
  );
}
