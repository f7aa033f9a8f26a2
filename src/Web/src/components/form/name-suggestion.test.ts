import { expect, it } from 'vitest';
import { composeName } from './name-suggestion';

it.each([
  [{ account: 'ACME', product: 'GTX' }, 'ACME · GTX'],
  [{ account: 'ACME', product: '' }, 'ACME'],
  [{ account: '', product: 'GTX' }, 'GTX'],
  [{ account: '', product: '' }, ''],
])('%o', (parts, name) => expect(composeName('{account} · {product}', parts)).toBe(name));

it('drops only the separator of the blank part', () => {
  expect(composeName('{a} · {b} / {c}', { a: 'A', b: '', c: 'C' })).toBe('A / C');
});
