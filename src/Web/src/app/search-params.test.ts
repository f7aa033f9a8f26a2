import { expect, test } from 'vitest';
import { parseSearch, stringifySearch } from './search-params';

test('what is looked for stays as it is written, also where it looks like a number', () => {
  expect(parseSearch('?search=44e69&code=1.50&zip=007&count=5&wide=true')).toEqual({
    search: '44e69',
    code: '1.50',
    zip: '007',
    count: 5,
    wide: true,
  });
});

test('an address reads as what was written into it', () => {
  const search = { search: '44e69', code: '1.50', year: '2024', yes: 'true', count: 5, filters: { team: [1] } };
  expect(parseSearch(stringifySearch(search))).toEqual(search);
});
