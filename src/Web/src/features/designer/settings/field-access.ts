import type { RoleDocument } from '@/api/roles';
import type { FormDocument } from '@/api/types';
import { accessOf } from '../preview-role';

/** What people with a role have of a field: none of the form at all, at the least. */
export type Seen = 'changes' | 'readOnly' | 'masked' | 'hidden' | 'enters' | 'noForm';

/** What a role by itself gives of one field of a form that is being designed. */
export function seenBy(role: RoleDocument, document: FormDocument, key: string): Seen {
  const access = accessOf(role, document, 'detail');
  if (access) return access[key] ?? 'changes';
  // Who creates and never reads again has the field in front of them once.
  const create = accessOf(role, document, 'create');
  if (!create) return 'noForm';
  const limit = create[key];
  return limit === undefined ? 'enters' : limit;
}
