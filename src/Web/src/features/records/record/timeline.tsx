import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Button, Segmented } from 'antd';
import { useContext, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TimelineItem, TimelineKind } from '@/api/timeline';
import { Failed, Loading } from '@/components/states';
import { inZone } from '@/lib/dates';
import type { FormModel } from '@/lib/form-model';
import { mergeTitles, TitlesContext } from '@/lib/titles';
import { useFormat } from '@/lib/use-format';
import { timelineQuery } from './record-api';
import { TimelineEvent } from './timeline-event';

const kinds = {
  all: [],
  activity: ['activity'],
  comment: ['comment'],
  file: ['file'],
  change: ['created', 'changed', 'moved', 'deleted', 'restored', 'imported'],
} satisfies Record<string, TimelineKind[]>;
type Shown = keyof typeof kinds;

/** Everything that happened, newest day first. */
export function Timeline({ model, id }: { model: FormModel; id: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  const above = useContext(TitlesContext);
  const [shown, setShown] = useState<Shown>('all');
  const query = useInfiniteQuery({ ...timelineQuery(model.key, id, kinds[shown]), placeholderData: keepPreviousData });
  const days = useMemo(() => {
    const groups = new Map<string, TimelineItem[]>();
    for (const item of query.data?.pages.flatMap((page) => page.items) ?? []) {
      const day = inZone(item.at).format('YYYY-MM-DD');
      groups.set(day, [...(groups.get(day) ?? []), item]);
    }
    return [...groups];
  }, [query.data]);
  if (query.isPending) return <Loading />;
  if (query.isError) return <Failed error={query.error} onRetry={() => void query.refetch()} />;
  return (
    <TitlesContext value={mergeTitles(above, ...query.data.pages.map((page) => page.titles))}>
      <div className="timeline">
        <Segmented<Shown>
          size="small"
          aria-label={t('timeline.show')}
          value={shown}
          onChange={setShown}
          options={(Object.keys(kinds) as Shown[]).map((kind) => ({
            value: kind,
            label: kind === 'all' ? t('timeline.all') : t(`timeline.kind.${kind}`),
          }))}
        />
        {days.length === 0 && <p className="second">{t('timeline.noneOfKind')}</p>}
        {days.map(([day, items]) => (
          <section key={day}>
            <h2>{format.day(day)}</h2>
            <ol>
              {items.map((item) => (
                <TimelineEvent key={`${item.kind} ${item.id}`} model={model} record={id} item={item} />
              ))}
            </ol>
          </section>
        ))}
        {query.hasNextPage && (
          <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t('record.earlier')}
          </Button>
        )}
      </div>
    </TitlesContext>
  );
}
