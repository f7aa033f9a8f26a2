import { describe, expect, it } from 'vitest';
import type { Pipeline } from '@/api/types';
import { pipelineOfColumn } from './use-stage-dot';

const pipeline = (key: string, form: string, field: string) => ({ key, form, field, title: {}, stages: [] }) as Pipeline;
const all = [pipeline('sales', 'deal', 'stage'), pipeline('delivery', 'deal', 'delivery'), pipeline('care', 'account', 'stage')];
const of = (field: string) =>
  pipelineOfColumn({ source: 'deal', dimensions: [{ id: 'g1', field }] }, 'g1', all, (relation) =>
    relation === 'account' ? 'account' : undefined,
  )?.key;

describe('stages of a column are those of the pipeline', () => {
  it('whose field it is, where a form has several', () => expect([of('stage'), of('delivery')]).toEqual(['sales', 'delivery']));
  it('of the form that a record points to', () => expect(of('account.stage')).toBe('care'));
  it('whose former stage it tells', () => expect(of('delivery.from')).toBe('delivery'));
  it('that a list of records names by its field', () =>
    expect(pipelineOfColumn({ source: 'deal' }, 'delivery', all, () => undefined)?.key).toBe('delivery'));
  it('and of none where no pipeline is known', () => expect(of('owner')).toBeUndefined());
});
