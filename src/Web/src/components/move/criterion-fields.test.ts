import { describe, expect, it } from 'vitest';
import type { FormModel } from '@/lib/form-model';
import { fieldsLookedAt } from './criterion-fields';

const field = (key: string, more = {}) => [key, { key, type: 'text', readOnly: false, system: false, ...more }] as const;
const model = {
  fields: new Map([
    field('deadline'),
    field('type'),
    field('demo'),
    field('profit', { readOnly: true }),
    field('stage', { type: 'stage' }),
  ]),
} as unknown as FormModel;

describe('a refused criterion asks for what it looks at', () => {
  it.each([
    ['!isBlank(deadline)', ['deadline']],
    ["deadline >= today() && type == 'demo'", ['deadline', 'type']],
    ['profit > 0 && account.type == "x"', []],
    ["count(activities, type == 'demo') >= 1", []],
    ["stage.kind == 'open'", []],
    [undefined, []],
  ])('%s', (when, keys) => expect(fieldsLookedAt(when, model)).toEqual(keys));
});
