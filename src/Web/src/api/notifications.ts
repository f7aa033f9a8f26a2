import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { del, get, post, put } from './client';
import { recordPath } from './records';

export const notificationKinds = ['mention', 'assigned', 'comment', 'moved', 'owner'] as const;
export type NotificationKind = (typeof notificationKinds)[number];
export type Notification = {
  id: number;
  kind: NotificationKind;
  at: string;
  readAt: string | null;
  actor: number | null;
  actorName: string | null;
  form: string;
  record: number;
  title: string;
  comment: number | null;
};
export type NotificationPage = { items: Notification[]; unread: number; nextCursor: string | null };
export type NotificationFilter = { kind?: NotificationKind; unread?: boolean };

const path = '/api/notifications';

/** What the bell shows: the latest few and how many are unread. */
export const bellQuery = queryOptions({
  queryKey: ['notifications', 'bell'],
  queryFn: ({ signal }) => get<NotificationPage>(path, { limit: 8 }, signal),
});

export const notificationsQuery = (filter: NotificationFilter) =>
  infiniteQueryOptions({
    queryKey: ['notifications', 'list', filter],
    queryFn: ({ pageParam, signal }) =>
      get<NotificationPage>(path, { kind: filter.kind, unread: filter.unread, cursor: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });

export function useMarkRead() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (what: { ids: number[] } | { all: true }) => post(`${path}/read`, what),
    onSuccess: () => client.invalidateQueries({ queryKey: ['notifications'] }),
  });
}

export const followQuery = (form: string, id: number) =>
  queryOptions({
    queryKey: ['records', form, 'follow', id],
    queryFn: ({ signal }) => get<{ following: boolean }>(`${recordPath(form, id)}/follow`, undefined, signal),
  });

export function useFollow(form: string, id: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (following: boolean) =>
      following ? put(`${recordPath(form, id)}/follow`, {}) : del(`${recordPath(form, id)}/follow`),
    onSuccess: () => client.invalidateQueries({ queryKey: followQuery(form, id).queryKey }),
  });
}

export type MailState = {
  configured: boolean;
  waiting: number;
  failed: number;
  items: { id: number; at: string; attempts: number; reason: string | null; nextAt: string | null }[];
};
export const mailQuery = queryOptions({
  queryKey: ['mail'],
  queryFn: ({ signal }) => get<MailState>('/api/admin/mail', undefined, signal),
});
