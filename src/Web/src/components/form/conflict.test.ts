import { expect, it } from 'vitest';
import { differences, merged } from './conflict';

const base = { name: 'A', amount: 1, note: null, source: 'web' };

it('asks only about fields that both changed differently', () => {
  const yours = { name: 'B', amount: 2, note: 'mine' };
  const theirs = { ...base, name: 'C', amount: 2, source: 'event' };
  expect(differences(base, yours, theirs)).toEqual([{ key: 'name', yours: 'B', theirs: 'C' }]);
});

it('keeps everything that was not given up', () => {
  const yours = { name: 'B', note: 'mine' };
  const found = differences(base, yours, { ...base, name: 'C', note: 'other' });
  expect(merged(yours, found, { name: 'theirs', note: 'yours' })).toEqual({ note: 'mine' });
});
