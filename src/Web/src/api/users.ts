import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { mergeTitles } from '@/lib/titles';
import { del, get, post, put } from './client';
import type { Text, Titles } from './types';

export type Person = {
  id: number;
  version: number;
  name: string;
  email: string | null;
  team: number | null;
  manager: number | null;
  active: boolean;
  roles: string[];
  signIn: 'none' | 'invited' | 'active';
  lastSignInAt: string | null;
};
export type People = { items: Person[]; titles?: Titles; roles: { key: string; title: Text }[] };
type PeoplePage = People & { nextCursor?: string | null };
export type Invitation = { url: string; expiresAt: string };

/** Under `records`, because people are records too: a change of one is read again like any other. */
export const peopleQuery = queryOptions({
  queryKey: ['records', 'user', 'people'],
  queryFn: async ({ signal }) => {
    // The server answers in pages; managing people needs them all.
    const all = await get<PeoplePage>('/api/users', undefined, signal);
    for (let cursor = all.nextCursor; cursor;) {
      const page = await get<PeoplePage>('/api/users', { cursor }, signal);
      all.items.push(...page.items);
      all.titles = mergeTitles(all.titles, page.titles);
      cursor = page.nextCursor;
    }
    return all as People;
  },
});

export function useSetRoles() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, roles }: { id: number; roles: string[] }) => put(`/api/users/${id}/roles`, { roles }),
    onSuccess: () => client.invalidateQueries({ queryKey: peopleQuery.queryKey }),
  });
}
export function useInvite() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: number) => post<Invitation>(`/api/users/${id}/invite`),
    onSuccess: () => client.invalidateQueries({ queryKey: peopleQuery.queryKey }),
  });
}

export type ApiToken = { id: number | string; name: string; createdAt?: string; lastUsedAt?: string | null };
export const tokensQuery = queryOptions({
  queryKey: ['tokens'],
  queryFn: async ({ signal }) => {
    const answer = await get<{ items: ApiToken[] } | ApiToken[]>('/api/tokens', undefined, signal);
    return Array.isArray(answer) ? answer : answer.items;
  },
});
export function useCreateToken() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (name: string) => post<{ id: ApiToken['id']; token: string }>('/api/tokens', { name }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['tokens'] }),
  });
}
export function useRevokeToken() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: ApiToken['id']) => del(`/api/tokens/${id}`),
    onSuccess: () => client.invalidateQueries({ queryKey: ['tokens'] }),
  });
}
export const useChangePassword = () =>
  useMutation({ mutationFn: (input: { current: string; password: string }) => post('/api/me/password', input) });
