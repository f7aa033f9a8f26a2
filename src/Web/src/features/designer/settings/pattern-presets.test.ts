import { expect, it } from 'vitest';
import { patterns, presetOf } from './pattern-presets';

it('knows a common form again', () => {
  expect(presetOf(patterns.mobile)).toBe('mobile');
  expect(presetOf('^x$')).toBeUndefined();
  for (const pattern of Object.values(patterns)) expect(() => new RegExp(pattern, 'u')).not.toThrow();
});
