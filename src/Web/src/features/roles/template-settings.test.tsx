import { beforeAll, describe, expect, it } from 'vitest';
import type { RoleDocument } from '@/api/roles';
import { at } from '@/lib/pointer';
import { anywhere, firsts, keywords, unseen, type Path } from '@/test/keywords';
import { begin, look, template } from '@/test/template';
import { AbilitiesTab } from './abilities-tab';
import { FieldsTab } from './fields-tab';
import { MatrixTab } from './matrix-tab';
import { RoleName } from './role-name';

/** The shipped roles can be built again without writing them: whatever they say, a setting shows it. */
const roles = template<RoleDocument>('roles');
beforeAll(begin);

const nothing = () => undefined;
const tabs = [MatrixTab, FieldsTab, AbilitiesTab].map(
  (Tab) => (role: RoleDocument) => look(<Tab role={role} faults={[]} locked={false} onChange={nothing} />),
);
const name = (role: RoleDocument) => look(<RoleName role={role} onChange={nothing} />);
const panes = [...tabs, name];

// A role has its key from the start; no records are those of whoever says nothing of them.
const of = (role: RoleDocument) =>
  keywords(role).filter((path) => path[0] !== 'key' && at(role, `/${path.join('/')}`) !== 'none');
/** What holds for one form holds for the next. */
const nameOf = ([name, form, ...rest]: Path) =>
  name === 'forms' && form !== undefined && form !== '*'
    ? anywhere([name, ...rest])
    : anywhere([name ?? '', form ?? '', ...rest]);

describe('the shipped template', () => {
  it('says nothing of a role that its settings do not show', { timeout: 120_000 }, () => {
    const { seen, take } = firsts();
    const missing = roles.flatMap((role) =>
      unseen(role, take(of(role), nameOf), () => panes).map((path) => `${role.key} ${path.join('.')}`),
    );
    expect(missing).toEqual([]);
    expect(seen).toContain('forms import');
  });

  it('would be found out by this if it said what no setting shows', { timeout: 60_000 }, () => {
    const [role] = roles;
    if (!role) throw new Error('The template has no roles.');
    expect(unseen({ ...role, music: 'loud' }, [['music']], () => panes)).toEqual([['music']]);
  });
});
