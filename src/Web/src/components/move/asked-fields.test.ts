import { describe, expect, it } from 'vitest';
import type { Fault } from '@/api/types';
import type { FormModel } from '@/lib/form-model';
import { askedFields } from './asked-fields';

const field = (key: string, more = {}) => [key, { key, type: 'text', readOnly: false, system: false, ...more }] as const;
const fields = [field('deadline'), field('type'), field('profit', { readOnly: true }), field('stage', { type: 'stage' })];
const model = { fields: new Map(fields) } as unknown as FormModel;
const refused = (fields?: string[]): Fault => ({ path: '/to', code: 'stage.exit', message: '', params: { fields } });

describe('a refused condition asks for what it reads', () => {
  it('as far as one may type it here', () =>
    expect(askedFields([refused(['deadline', 'profit', 'stage', 'not_here'])], model)).toEqual(['deadline']));
  it('of each fault, and nothing where a fault names no fields', () =>
    expect(askedFields([refused(['type']), refused(), refused(['deadline'])], model)).toEqual(['type', 'deadline']));
});
