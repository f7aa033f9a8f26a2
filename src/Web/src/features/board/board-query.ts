import { keepPreviousData, queryOptions, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { get } from '@/api/client';
import { fetchRecords } from '@/api/records';
import type { Board, BoardColumn, Filter, Pipeline } from '@/api/types';
import { both } from '@/components/filter/filter-model';

export type BoardSearch = { filter?: Filter; search?: string };
const firstCards = 30;

export const boardQuery = (pipeline: Pipeline, { filter, search }: BoardSearch) =>
  queryOptions({
    queryKey: ['records', pipeline.form, 'board', pipeline.key, filter ?? null, search ?? ''],
    queryFn: ({ signal }) =>
      get<Board>(
        `/api/pipelines/${pipeline.key}/board`,
        { filter: filter && JSON.stringify(filter), search, limit: firstCards },
        signal,
      ),
    placeholderData: keepPreviousData,
  });

/** The cards of a column: the board's first page and, once wanted, the following ones. */
export function useColumnCards(pipeline: Pipeline, column: BoardColumn, sort: string, { filter, search }: BoardSearch) {
  const [wanted, setWanted] = useState(false);
  const stage: Filter = { member: pipeline.field, operator: 'equals', values: [column.stage] };
  const query = useInfiniteQuery({
    queryKey: [
      'records',
      pipeline.form,
      'column',
      pipeline.key,
      column.stage,
      column.nextCursor,
      sort,
      filter ?? null,
      search ?? '',
    ],
    queryFn: ({ pageParam, signal }) =>
      fetchRecords(
        pipeline.form,
        { filter: both(filter, stage), search, sort, limit: firstCards, expand: '*' },
        pageParam,
        signal,
      ),
    initialPageParam: column.nextCursor,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    enabled: wanted && column.nextCursor !== null,
  });
  const pages = query.data?.pages;
  const cards = useMemo(() => {
    const seen = new Set(column.items.map((item) => item.id));
    const later = (pages ?? []).flatMap((page) => page.items).filter((item) => !seen.has(item.id) && seen.add(item.id));
    return [...column.items, ...later];
  }, [column.items, pages]);
  return {
    cards,
    titles: pages?.map((page) => page.titles),
    more: () => {
      if (!wanted) setWanted(true);
      else if (query.hasNextPage && !query.isFetchingNextPage) void query.fetchNextPage();
    },
  };
}
