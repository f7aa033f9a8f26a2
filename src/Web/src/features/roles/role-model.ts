import { freeKey, slug } from '@/lib/keys';
import type { Grant, RoleDocument, Scope, ScopeName } from '@/api/roles';

/** The forms that a role does not name. */
export const others = '*';

export const switches = ['create', 'import', 'export', 'bulk'] as const;
export const abilities = ['design', 'users', 'reassign', 'dashboards', 'audit'] as const;

/** Record scopes as one chooses them; `below` includes the person, so own ones need no mention beside it. */
export const scopeChoices = [
  'none',
  'own',
  'collaborating',
  'own_collaborating',
  'team',
  'below',
  'below_collaborating',
  'when',
  'all',
] as const;
export type ScopeChoice = (typeof scopeChoices)[number] | 'other';

const meanings: Record<Exclude<ScopeChoice, 'when' | 'other'>, ScopeName[]> = {
  none: [],
  own: ['own'],
  collaborating: ['collaborating'],
  own_collaborating: ['own', 'collaborating'],
  team: ['team'],
  below: ['own', 'below'],
  below_collaborating: ['own', 'below', 'collaborating'],
  all: ['all'],
};

/** The names of a scope, without those that another already means. */
function namesOf(scope: Scope | undefined): Set<ScopeName> {
  if (scope === true) return new Set(['all']);
  const given =
    scope === undefined || scope === false ? [] : typeof scope === 'string' ? [scope] : Array.isArray(scope) ? scope : [];
  const names = new Set(given.filter((name) => name !== 'none'));
  if (names.has('all')) return new Set(['all']);
  if (names.has('below')) names.add('own');
  return names;
}

export function choiceOf(scope: Scope | undefined): ScopeChoice {
  if (typeof scope === 'object' && !Array.isArray(scope)) return 'when';
  const names = namesOf(scope);
  const found = Object.entries(meanings).find(
    ([, meant]) => meant.length === names.size && meant.every((name) => names.has(name)),
  );
  return found ? (found[0] as ScopeChoice) : 'other';
}

export function scopeOf(choice: Exclude<ScopeChoice, 'other'>): Scope {
  if (choice === 'when') return { when: '' };
  const names = meanings[choice];
  return choice === 'none' || choice === 'all' ? choice : names;
}

const reaches = (scope: Scope | undefined) => choiceOf(scope) !== 'none';

/** Absent, bulk follows from what may be changed at all. */
export const isOn = (grant: Grant, action: (typeof switches)[number]): boolean =>
  action === 'bulk' ? (grant.bulk ?? (reaches(grant.update) || reaches(grant.delete))) : grant[action] === true;

export const grantOf = (role: RoleDocument, form: string): Grant | undefined => role.forms?.[form] ?? role.forms?.[others];
export const hasOwn = (role: RoleDocument, form: string) => role.forms?.[form] !== undefined;

export function withGrant(role: RoleDocument, form: string, change: Partial<Grant>): RoleDocument {
  const grant = { ...grantOf(role, form), ...change };
  return { ...role, forms: { ...role.forms, [form]: grant } };
}

/** The form goes with the others again. */
export function withoutGrant(role: RoleDocument, form: string): RoleDocument {
  const forms = { ...role.forms };
  delete forms[form];
  return { ...role, forms };
}

export function withLimit(role: RoleDocument, form: string, field: string, limit: string | null): RoleDocument {
  const fields: Record<string, string> = { ...grantOf(role, form)?.fields };
  if (limit === null) delete fields[field];
  else fields[field] = limit;
  return withGrant(role, form, { fields: Object.keys(fields).length > 0 ? (fields as Grant['fields']) : undefined });
}

export function withAbility(role: RoleDocument, ability: string, on: boolean): RoleDocument {
  return { ...role, can: { ...role.can, [ability]: on } };
}

/** A key from a title: its Latin letters and digits; something of its own where there are none. */
export const keyFrom = (title: string, taken: string[]): string => freeKey(slug(title), new Set(taken), 'role');
