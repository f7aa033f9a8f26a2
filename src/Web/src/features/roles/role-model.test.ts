import { describe, expect, it } from 'vitest';
import { choiceOf, grantOf, isOn, keyFrom, scopeChoices, scopeOf, withGrant, withLimit, withoutGrant } from './role-model';

describe('a record scope', () => {
  it('is the same after it was chosen', () => {
    for (const choice of scopeChoices) expect(choiceOf(scopeOf(choice))).toBe(choice);
  });
  it('is read however it is written', () => {
    expect(choiceOf(undefined)).toBe('none');
    expect(choiceOf(false)).toBe('none');
    expect(choiceOf(true)).toBe('all');
    expect(choiceOf('below')).toBe('below');
    expect(choiceOf(['collaborating', 'below'])).toBe('below_collaborating');
    expect(choiceOf(['team', 'own'])).toBe('other');
    expect(choiceOf({ when: 'amount > 5' })).toBe('when');
  });
});

describe('a role', () => {
  const role = { key: 'r', forms: { '*': { read: 'all' as const, update: 'own' as const } } };
  it('names a form only once something about it differs', () => {
    expect(grantOf(role, 'deal')).toBe(role.forms['*']);
    const changed = withGrant(role, 'deal', { create: true });
    expect(changed.forms?.['deal']).toEqual({ read: 'all', update: 'own', create: true });
    expect(withoutGrant(changed, 'deal').forms).toEqual(role.forms);
  });
  it('allows bulk where something may be changed, until it says otherwise', () => {
    expect(isOn({ update: 'own' }, 'bulk')).toBe(true);
    expect(isOn({ update: 'none' }, 'bulk')).toBe(false);
    expect(isOn({ update: 'own', bulk: false }, 'bulk')).toBe(false);
  });
  it('keeps no empty list of limits', () => {
    const limited = withLimit(role, 'deal', 'amount', 'masked');
    expect(limited.forms?.['deal']?.fields).toEqual({ amount: 'masked' });
    expect(withLimit(limited, 'deal', 'amount', null).forms?.['deal']?.fields).toBeUndefined();
  });
});

describe('a key', () => {
  it('comes from the title and is not taken', () => {
    expect(keyFrom('Field Sales!', [])).toBe('field_sales');
    expect(keyFrom('销售', ['role'])).toBe('role_2');
  });
});
