import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { publish } from '@/api/definitions';
import { homeQuery } from '@/api/home';
import { homesQuery, type PublishedHome } from '@/api/homes';
import { useReport } from '@/components/use-report';
import { placed, reordered } from './home-places';

/** Moves home pages up and down: shown at once, published one by one; what somebody else changed meanwhile is not overwritten. */
export function useHomePlaces() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const report = useReport();
  const move = useMutation({
    mutationFn: async (changed: PublishedHome[]) => {
      for (const { version, ...document } of changed)
        await publish('homes', document.key, document, version, t('build.homeMoved'));
    },
    onError: report,
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: homesQuery.queryKey }),
        client.invalidateQueries({ queryKey: homeQuery.queryKey }),
      ]),
  });
  return {
    isMoving: move.isPending,
    move: (homes: PublishedHome[], from: number, to: number) => {
      if (move.isPending) return;
      const next = placed(homes, from, to);
      const changed = reordered(homes, next);
      if (changed.length === 0) return;
      client.setQueryData(homesQuery.queryKey, next);
      move.mutate(changed);
    },
  };
}
