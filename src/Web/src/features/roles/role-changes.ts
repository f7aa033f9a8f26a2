import type { FieldLimit, Grant, RoleDocument } from '@/api/roles';
import { same } from '@/lib/same';
import { abilities, choiceOf, grantOf, hasOwn, isOn, others, switches } from './role-model';

const scopes = ['read', 'update', 'delete'] as const;
type ScopeAction = (typeof scopes)[number];
type Switch = (typeof switches)[number];

/** One difference between two versions of a role, for people. */
export type RoleChange =
  | { kind: 'first' | 'title' }
  | { kind: 'can' | 'cannot'; ability: string }
  | { kind: 'named' | 'unnamed'; form: string }
  | { kind: 'on' | 'off'; form: string; action: Switch }
  | { kind: 'scope'; form: string; action: ScopeAction; grant: Grant }
  | { kind: 'condition'; form: string; action: ScopeAction }
  | { kind: 'limit'; form: string; field: string; limit: FieldLimit }
  | { kind: 'free'; form: string; field: string };

/** What differs: the role itself, then form by form; a form that goes with the others only says that it does. */
export function roleChanges(before: RoleDocument | null, after: RoleDocument): RoleChange[] {
  if (!before) return [{ kind: 'first' }];
  const changes: RoleChange[] = [];
  if (!same(before.title, after.title)) changes.push({ kind: 'title' });
  for (const ability of abilities) {
    const now = after.can?.[ability] === true;
    if (now !== (before.can?.[ability] === true)) changes.push({ kind: now ? 'can' : 'cannot', ability });
  }
  const forms = new Set([...Object.keys(before.forms ?? {}), ...Object.keys(after.forms ?? {})]);
  for (const form of forms) {
    if (form !== others && !hasOwn(after, form)) {
      changes.push({ kind: 'unnamed', form });
      continue;
    }
    if (form !== others && !hasOwn(before, form)) changes.push({ kind: 'named', form });
    changes.push(...grantChanges(form, grantOf(before, form) ?? {}, grantOf(after, form) ?? {}));
  }
  return changes;
}

function grantChanges(form: string, before: Grant, after: Grant): RoleChange[] {
  const changes: RoleChange[] = [];
  for (const action of switches)
    if (isOn(before, action) !== isOn(after, action)) changes.push({ kind: isOn(after, action) ? 'on' : 'off', form, action });
  for (const action of scopes) {
    const [old, now] = [choiceOf(before[action]), choiceOf(after[action])];
    if (now === 'when' && old === 'when') {
      if (!same(before[action], after[action])) changes.push({ kind: 'condition', form, action });
    } else if (now !== old || (now === 'other' && !same(before[action], after[action])))
      changes.push({ kind: 'scope', form, action, grant: after });
  }
  const fields = new Set([...Object.keys(before.fields ?? {}), ...Object.keys(after.fields ?? {})]);
  for (const field of fields) {
    const now = after.fields?.[field];
    if (now === before.fields?.[field]) continue;
    changes.push(now ? { kind: 'limit', form, field, limit: now } : { kind: 'free', form, field });
  }
  return changes;
}
