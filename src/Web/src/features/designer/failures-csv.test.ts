import { expect, it } from 'vitest';
import { cell } from './failures-csv';

it('quotes what a spreadsheet would take apart and disarms what it would compute', () => {
  expect(cell('plain')).toBe('plain');
  expect(cell('a,"b"')).toBe('"a,""b"""');
  expect(cell('=1+1')).toBe("'=1+1");
});
