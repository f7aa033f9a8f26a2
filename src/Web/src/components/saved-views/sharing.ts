import type { ViewDocument } from '@/api/views';

export type Audience = 'me' | 'roles' | 'everyone';

export const audienceOf = ({ access }: ViewDocument): Audience =>
  access === undefined || access.roles?.includes('*') ? 'everyone' : (access.roles?.length ?? 0) > 0 ? 'roles' : 'me';

export const opensFirst = (view: ViewDocument) => view.default ?? [];

/** The view for other people; its owner stays, and nobody's list opens with what they no longer have. */
export function shareWith(view: ViewDocument, audience: Audience, me: number, roles: string[]): ViewDocument {
  const owner = view.access?.owner ?? (audience === 'me' ? me : undefined);
  const shared = audience === 'me' ? [] : audience === 'everyone' ? ['*'] : roles;
  const kept =
    audience === 'me' ? [] : opensFirst(view).filter((role) => role === '*' || shared.includes('*') || shared.includes(role));
  return {
    ...view,
    access: { ...(owner == null ? {} : { owner }), ...(shared.length > 0 ? { roles: shared } : {}) },
    default: kept.length > 0 ? kept : undefined,
  };
}
