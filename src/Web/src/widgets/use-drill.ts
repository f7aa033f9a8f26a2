import { useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import { drill, type ReportQuery } from '@/api/reports';
import { both } from '@/components/filter/filter-model';
import { useReport } from '@/components/use-report';
import type { OnDrill } from '@/widgets/types';

/** From a figure to the list of the records it is made of; the predicate stands there as chips. */
export function useDrill(query: ReportQuery | undefined): OnDrill {
  const navigate = useNavigate();
  const report = useReport();
  return useCallback(
    (row, measure, also) => {
      if (!query) return;
      drill(query, row, measure)
        .then(({ form, filter }) =>
          navigate({ to: '/f/$form', params: { form }, search: { filter: flat(both(filter ?? undefined, also)) } }),
        )
        .catch(report);
    },
    [query, navigate, report],
  );
}

/** One conjunction, so that the list shows each part as a chip of its own. */
function flat(filter: ReturnType<typeof both>): ReturnType<typeof both> {
  if (!filter || !('and' in filter)) return filter;
  return { and: filter.and.flatMap((part) => ('and' in part ? part.and : [part])) };
}
