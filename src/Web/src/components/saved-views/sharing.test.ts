import { expect, it } from 'vitest';
import type { ViewDocument } from '@/api/views';
import { audienceOf, shareWith } from './sharing';

const mine: ViewDocument = { key: 'v', title: { en: 'V' }, form: 'deal', access: { owner: 7 }, default: ['*'] };

it('a view is for its owner, for roles or for everyone', () => {
  expect(audienceOf(mine)).toBe('me');
  expect(audienceOf({ ...mine, access: { owner: 7, roles: ['rep'] } })).toBe('roles');
  expect(audienceOf({ ...mine, access: { roles: ['*'] } })).toBe('everyone');
  expect(audienceOf({ ...mine, access: undefined })).toBe('everyone');
});

it('sharing keeps the owner and takes back with whom it no longer is', () => {
  const shared = shareWith({ ...mine, default: ['rep', 'manager'] }, 'roles', 9, ['rep']);
  expect(shared.access).toEqual({ owner: 7, roles: ['rep'] });
  expect(shared.default).toEqual(['rep']);
  expect(shareWith(shared, 'me', 9, []).access).toEqual({ owner: 7 });
  expect(shareWith(shared, 'me', 9, []).default).toBeUndefined();
});

it('a view of nobody that becomes private is of who makes it so', () => {
  expect(shareWith({ ...mine, access: undefined }, 'me', 9, []).access).toEqual({ owner: 9 });
});
