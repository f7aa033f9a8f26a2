import { describe, expect, it } from 'vitest';
import type { RoleDocument } from '@/api/roles';
import { roleChanges } from './role-changes';

const role = (forms: RoleDocument['forms'], can: RoleDocument['can'] = {}): RoleDocument => ({
  key: 'rep',
  title: 'Rep',
  can,
  forms,
});

describe('what differs between two versions of a role', () => {
  it('is nothing when both mean the same', () => {
    const before = role({ '*': { read: 'all', update: ['below', 'own'] } });
    expect(roleChanges(before, role({ '*': { read: true, update: 'below' } }, { design: false }))).toEqual([]);
  });

  it('names abilities and actions, and bulk only where it does not follow', () => {
    const before = role({ deal: { read: 'all' } });
    expect(
      roleChanges(before, role({ deal: { read: 'all', create: true, update: 'own' } }, { export: true, design: true })),
    ).toEqual([
      { kind: 'can', ability: 'design' },
      { kind: 'on', form: 'deal', action: 'create' },
      { kind: 'on', form: 'deal', action: 'bulk' },
      { kind: 'scope', form: 'deal', action: 'update', grant: { read: 'all', create: true, update: 'own' } },
    ]);
  });

  it('tells another condition from another scope', () => {
    const low = role({ deal: { read: { when: 'amount < 10' } } });
    const high = role({ deal: { read: { when: 'amount > 10' } } });
    expect(roleChanges(low, high)).toEqual([{ kind: 'condition', form: 'deal', action: 'read' }]);
    expect(roleChanges(low, role({ deal: { read: 'all' } })).map((change) => change.kind)).toEqual(['scope']);
  });

  it('names fields that are limited otherwise or no longer', () => {
    const before = role({ deal: { read: 'all', fields: { amount: 'hidden', phone: 'masked' } } });
    expect(roleChanges(before, role({ deal: { read: 'all', fields: { amount: 'readOnly' } } }))).toEqual([
      { kind: 'limit', form: 'deal', field: 'amount', limit: 'readOnly' },
      { kind: 'free', form: 'deal', field: 'phone' },
    ]);
  });

  it('says of a form that gets rules of its own only what differs from those of the others', () => {
    const before = role({ '*': { read: 'all' } });
    const after = role({ '*': { read: 'all' }, deal: { read: 'own' } });
    expect(roleChanges(before, after)).toEqual([
      { kind: 'named', form: 'deal' },
      { kind: 'scope', form: 'deal', action: 'read', grant: { read: 'own' } },
    ]);
    expect(roleChanges(after, before)).toEqual([{ kind: 'unnamed', form: 'deal' }]);
  });
});
