import { queryOptions, useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { del, get, patch, post, setCsrfToken } from './client';
import type { Language, Session, Setup, User } from './types';

function keep(session: Session): Session {
  setCsrfToken(session.csrfToken);
  return session;
}

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async ({ signal }) => keep(await get<Session>('/api/session', undefined, signal)),
  staleTime: Infinity,
  retry: false,
});

export const setupQuery = (token?: string) =>
  queryOptions({
    queryKey: ['setup', token ?? ''],
    queryFn: ({ signal }) => get<Setup>('/api/setup', { token }, signal),
    retry: false,
  });

/** The signed-in session; only below the route that loads it. */
export const useSession = () => useSuspenseQuery(sessionQuery).data;

function useEntering<T>(enter: (input: T) => Promise<Session>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (input: T) => keep(await enter(input)),
    onSuccess: (session) => {
      client.clear();
      client.setQueryData(sessionQuery.queryKey, session);
    },
  });
}

export const useSignIn = () => useEntering((input: { email: string; password: string }) => post<Session>('/api/session', input));

export type SetupInput = {
  token?: string;
  language: Language;
  company: string;
  currency: string;
  timeZone: string;
  name: string;
  email: string;
  password: string;
  template: string;
  sampleData: boolean;
};
export const useSetUp = () => useEntering((input: SetupInput) => post<Session>('/api/setup', input));

export const useAcceptInvitation = (token: string) =>
  useEntering((input: { password: string }) => post<Session>(`/api/invitations/${encodeURIComponent(token)}`, input));
export const invitationQuery = (token: string) =>
  queryOptions({
    queryKey: ['invitation', token],
    queryFn: ({ signal }) =>
      get<{ name: string; email: string }>(`/api/invitations/${encodeURIComponent(token)}`, undefined, signal),
    retry: false,
  });

export function useSignOut() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => del('/api/session'),
    onSettled: () => {
      setCsrfToken('');
      client.clear();
    },
  });
}

/** Nothing of what was read as one person may be shown as another, so the app starts anew. */
const startAnew = () => window.location.assign('/');
export const useViewAs = () =>
  useMutation({
    mutationFn: (whom: { user: number } | { role: string }) => post<Session>('/api/session/view-as', whom),
    onSuccess: startAnew,
  });
export const useStopViewing = () => useMutation({ mutationFn: () => del<Session>('/api/session/view-as'), onSuccess: startAnew });

/** Settings of the signed-in person, shown at once and put back when the server refuses. */
export function useSaveSettings() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (changes: Partial<Pick<User, 'locale' | 'timeZone' | 'theme' | 'density' | 'mail'>>) =>
      patch<User>('/api/me', changes),
    onMutate: (changes) => {
      const before = client.getQueryData(sessionQuery.queryKey);
      if (before) client.setQueryData(sessionQuery.queryKey, { ...before, user: { ...before.user, ...changes } });
      return { before };
    },
    onError: (_error, _changes, context) => {
      if (context?.before) client.setQueryData(sessionQuery.queryKey, context.before);
    },
  });
}
