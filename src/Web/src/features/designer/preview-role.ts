import type { FormRules } from '@/api/expression';
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

/** The rules as the server would tell them to somebody with that access: of one that reads what they may not see, only that there is one. */
export function rulesFor(rules: FormRules, access: FieldAccess): FormRules {
  const isUntold = (key: string) => access[key] === 'hidden' || access[key] === 'masked';
  const told = Object.entries(rules.fields)
    .filter(([key]) => access[key] !== 'hidden')
    .map(([key, own]) => {
      const parts = Object.entries(own).map(([kind, rule]) => {
        const isServers =
          access[key] === 'masked' || ('members' in rule && rule.members.some((path) => isUntold(path.split('.')[0] ?? '')));
        return [kind, isServers ? { server: true } : rule];
      });
      return [key, Object.fromEntries(parts)];
    });
  return { fields: Object.fromEntries(told) as FormRules['fields'] };
}
