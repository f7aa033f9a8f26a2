import type { FormDocument } from '@/api/types';
import type { Grant, RoleDocument, Scope } from '@/api/roles';
import type { FieldAccess } from '@/lib/form-model';

export type Purpose = 'create' | 'detail';

const gives = (scope: Scope | undefined) =>
  scope !== undefined && scope !== false && scope !== 'none' && !(Array.isArray(scope) && scope.every((one) => one === 'none'));

const grantFor = (role: RoleDocument, form: string): Grant => role.forms?.[form] ?? role.forms?.['*'] ?? {};

/** What is left of the fields of a form that is being designed for who has this role and no other; null where it never sees the form. */
export function accessOf(role: RoleDocument, document: FormDocument, purpose: Purpose): FieldAccess | null {
  const grant = grantFor(role, document.$id);
  if (purpose === 'create' ? !grant.create : !gives(grant.read)) return null;
  if (purpose === 'create' || gives(grant.update)) return { ...grant.fields };
  // Who may read and not change: nothing of it can be typed into.
  return Object.fromEntries(Object.keys(document.properties).map((key) => [key, grant.fields?.[key] ?? ('readOnly' as const)]));
}
