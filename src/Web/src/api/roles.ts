import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { get, put } from './client';
import type { Text } from './types';

export type ScopeName = 'all' | 'own' | 'below' | 'team' | 'collaborating' | 'none';
export type Scope = boolean | ScopeName | ScopeName[] | { when: string };
export type FieldLimit = 'hidden' | 'masked' | 'readOnly';
export type Grant = {
  create?: boolean;
  read?: Scope;
  update?: Scope;
  delete?: Scope;
  import?: boolean;
  export?: boolean;
  bulk?: boolean;
  fields?: Record<string, FieldLimit>;
};
export type RoleDocument = {
  key: string;
  title?: Text | string;
  can?: Record<string, boolean>;
  forms?: Record<string, Grant>;
  [other: string]: unknown;
};
export type Holder = { id: number; name: string; active: boolean };
export type RoleInfo = { key: string; title: Text; builtIn: boolean; version: number | null; holders: Holder[] };

export const rolesQuery = queryOptions({
  queryKey: ['roles'],
  queryFn: async ({ signal }) => (await get<{ items: RoleInfo[] }>('/api/roles', undefined, signal)).items,
});

export function useCreateRole() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (role: RoleDocument) => put<RoleDocument>(`/api/roles/${role.key}`, role, { ifNoneMatch: '*' }),
    onSuccess: () => client.invalidateQueries({ queryKey: rolesQuery.queryKey }),
  });
}
