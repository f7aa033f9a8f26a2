import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useSession } from '@/api/session';
import { viewsQuery, type ViewEntry } from '@/api/views';
import type { ListSearch } from '@/lib/list-search';
import { addressOf, allRecords, leavesItToView, viewAskedFor } from './view-state';

const none: ViewEntry[] = [];

/** The views of a form and the one in the address; one of somebody else, which only a link leads to, is looked up for who may read it. */
export function useSavedViews(form: string, address: ListSearch) {
  const { can } = useSession();
  const listed = useQuery(viewsQuery(form));
  const views = listed.data?.items ?? none;
  const isNamed = address.view !== undefined && address.view !== allRecords;
  const isElsewhere = isNamed && listed.isSuccess && !views.some((view) => view.key === address.view);
  const others = useQuery({ ...viewsQuery(form, true), enabled: isElsewhere && Boolean(can['design']) });
  const known = isElsewhere ? (others.data?.items ?? none) : views;
  return {
    views,
    roles: listed.data?.roles,
    current: isNamed ? known.find((view) => view.key === address.view) : undefined,
    known,
    isPending: listed.isPending || (others.isPending && isElsewhere && Boolean(can['design'])),
  };
}

/**
 * Opens the view that the address leaves it to. Answers whether it is still on the way: until then nothing is shown, for all
 * records would flash by. Views that cannot be read keep nobody from the list.
 */
export function useArrival(
  form: string,
  address: ListSearch,
  defaultSort: string | undefined,
  open: (next: ListSearch) => void,
): boolean {
  const { known, isPending } = useSavedViews(form, address);
  const asked = leavesItToView(address);
  const view = asked && !isPending ? viewAskedFor(address, known) : undefined;
  useEffect(() => {
    if (view && defaultSort !== undefined) open(addressOf(view, defaultSort));
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once for each view that is asked for: `open` is another function on every render
  }, [view, defaultSort]);
  return asked && (isPending || view !== undefined);
}
