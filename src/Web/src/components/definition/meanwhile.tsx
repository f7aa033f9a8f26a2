import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { versionsQuery } from '@/api/definitions';
import { Differences } from './differences';
import type { DocumentStore } from './document-store';
import type { Work } from './use-work';
import type { Words } from './words';

type Props<T, D> = { store: DocumentStore<T, D>; work: Work<T, D>; words: Words<D> };

/** What others did meanwhile, and the ways on; one's own work stays in any of them until one says otherwise. */
export function Meanwhile<T, D>({ store, work, words }: Props<T, D>) {
  const { t } = useTranslation();
  const [isLooking, setLooking] = useState(false);
  const isStale = work.state === 'stale';
  const newest = useQuery({ ...versionsQuery(work.kind, work.key), enabled: work.isBehind }).data;
  if (!isStale && !work.isBehind) return null;
  const last = newest?.items[0];
  const by = newest?.titles['user']?.[String(last?.by)] ?? t('designer.somebody');
  const choose = (way: () => void) => () => {
    setLooking(false);
    way();
  };
  return (
    <div className="designer-notice" role="alert">
      <span className="grow">
        {isStale ? t('designer.staleDraft') : t('designer.behind', { version: last?.version ?? '…', by })}
      </span>
      <Button size="small" onClick={() => setLooking(true)}>
        {t('difference.look')}
      </Button>
      <Button size="small" onClick={work.takeTheirs}>
        {t('designer.takeTheirs')}
      </Button>
      <Button size="small" onClick={work.keepMine}>
        {t(isStale ? 'designer.keepMine' : 'designer.goOn')}
      </Button>
      {isLooking && (
        <Differences
          store={store}
          work={work}
          words={words}
          onTheirs={choose(work.takeTheirs)}
          onMine={choose(work.keepMine)}
          onClose={() => setLooking(false)}
        />
      )}
    </div>
  );
}
