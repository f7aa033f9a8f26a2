import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import type { Filter } from '@/api/types';

type ListSearch = { filter?: Filter; sort?: string; search?: string };

/** What a list shows stands in its URL. */
export function useListSearch() {
  const { filter, sort, search } = useSearch({ from: '/app/f/$form' });
  const navigate = useNavigate();
  const change = useCallback(
    (changes: ListSearch) => void navigate({ to: '.', search: (before) => ({ ...before, ...changes }), replace: true }),
    [navigate],
  );
  return { filter, sort, search, change };
}
