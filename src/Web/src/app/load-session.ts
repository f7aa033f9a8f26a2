import type { QueryClient } from '@tanstack/react-query';
import { redirect } from '@tanstack/react-router';
import { ApiError } from '@/api/client';
import { sessionQuery, setupQuery } from '@/api/session';
import { applySession } from '@/lib/apply-session';

/** Lets the signed-in in; leads everyone else to set-up on a fresh installation, to sign-in otherwise. */
export async function loadSession(client: QueryClient, from: string) {
  const known = client.getQueryData(sessionQuery.queryKey);
  if (known) return;
  try {
    await applySession(await client.fetchQuery(sessionQuery));
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 401) throw error;
    const setup = await client.fetchQuery(setupQuery()).catch(() => null);
    if (setup?.needed) throw redirect({ to: '/setup' });
    throw redirect({ to: '/sign-in', search: from === '/' ? {} : { from } });
  }
}
