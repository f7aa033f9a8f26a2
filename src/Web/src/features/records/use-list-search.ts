import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import { changedAddress } from '@/components/saved-views/view-state';
import type { ListSearch } from '@/lib/list-search';

/** What a list shows stands in its URL. */
export function useListSearch() {
  const { filter, sort, search, view, columns, pipeline } = useSearch({ from: '/app/f/$form' });
  const navigate = useNavigate();
  const change = useCallback(
    (changes: ListSearch) => void navigate({ to: '.', search: (before) => changedAddress(before, changes), replace: true }),
    [navigate],
  );
  /** As it stands, without a thought for what was there. */
  const open = useCallback(
    (next: ListSearch) => void navigate({ to: '.', search: (before) => ({ ...before, ...next }), replace: true }),
    [navigate],
  );
  return { address: { filter, sort, search, view, columns, pipeline }, change, open };
}
