import { describe, expect, it } from 'vitest';
import type { FieldSchema, FormDocument, XField } from '@/api/types';
import { addField, newForm, removeField, renameField } from '../document';
import { conditionsOf, narrowings, offerTitle, pointTo, pointToOne, pointToSeveral, setNarrow, setOffer } from './relation';

const field = (x: Partial<XField> & { type: XField['type'] }, type = 'string'): FieldSchema => ({
  type,
  'x-field': { title: {}, ...x },
});
const relation = (x: Partial<XField> = {}) => field({ type: 'relation', form: 'contact', ...x }, 'integer');
const form = (key: string, fields: Record<string, FieldSchema>): FormDocument =>
  Object.entries(fields).reduce(
    (doc, [name, schema]) => addField(doc, name, schema),
    newForm(key, { en: 'Deal', 'zh-CN': '商机' }),
  );

describe('a relation', () => {
  const one = relation({ reverse: { en: 'Deals' }, reverseKey: 'deals', inTimeline: true });

  it('to one form becomes one to several and back without a trace', () => {
    const several = pointToSeveral(one);
    expect(several).toMatchObject({ type: 'object', 'x-field': { forms: ['contact'], reverseKey: 'deals', inTimeline: true } });
    expect(several['x-field']).not.toHaveProperty('form');
    expect(pointToOne(several)).toEqual(one);
    expect(pointToSeveral(pointToOne(several))).toEqual(several);
  });
  it('to several forms says nothing about fields of one of them', () => {
    const narrowed = setOffer(setNarrow(one, { field: 'a', by: 'b' }), { title: {}, while: 'c' });
    expect(pointToSeveral(narrowed)).toEqual(pointToSeveral(one));
    expect(pointTo(narrowed, 'contact')).toBe(narrowed);
    expect(pointTo(narrowed, 'account')['x-field']).not.toHaveProperty('narrow');
  });
  it('says what is offered, and no longer, and is as it was', () => {
    expect(setNarrow(setNarrow(one, { field: 'a', by: 'b' }), undefined)).toEqual(one);
    expect(setOffer(setOffer(one, { title: { en: 'New' }, while: 'c' }), undefined)).toEqual(one);
  });
});

describe('what is offered first', () => {
  const contact = form('contact', {
    region: field({ type: 'select' }),
    account: relation({ form: 'account' }),
    tags: field({ type: 'multiSelect' }, 'array'),
    age: field({ type: 'integer', stored: false, formula: '1' }, 'integer'),
  });
  const deal = form('deal', {
    decider: relation(),
    account: relation({ form: 'account' }),
    payer: relation({ form: 'account' }),
    product: relation({ form: 'product' }),
    where: field({ type: 'select' }),
    tags: field({ type: 'multiSelect' }, 'array'),
    age: field({ type: 'integer' }, 'integer'),
  });

  it('is told by a field of the same kind on both forms, links before others', () => {
    expect(narrowings(deal, 'decider', contact)).toEqual([
      { field: 'account', by: ['account', 'payer'] },
      { field: 'name', by: ['name'] },
      { field: 'region', by: ['where'] },
    ]);
  });
  it('is not told by the relation itself', () => {
    expect(narrowings(contact, 'account', contact).find((pair) => pair.field === 'account')).toBeUndefined();
  });
  it('follows a field to another key and goes with it', () => {
    const doc = form('deal', {
      account: relation({ form: 'account' }),
      decider: relation({ narrow: { field: 'account', by: 'account' } }),
    });
    const renamed = renameField(doc, 'account', 'customer');
    expect(renamed.properties['decider']?.['x-field'].narrow).toEqual({ field: 'account', by: 'customer' });
    expect(renameField(renamed, 'customer', 'account')).toEqual(doc);
    expect(removeField(doc, 'account').properties['decider']?.['x-field']).not.toHaveProperty('narrow');
  });
  it('follows on both sides where the form points to itself', () => {
    const doc = form('deal', {
      won: field({ type: 'boolean' }, 'boolean'),
      area: field({ type: 'text' }),
      before: relation({ form: 'deal', narrow: { field: 'area', by: 'area' }, offer: { title: {}, while: 'won' } }),
    });
    const renamed = renameField(renameField(doc, 'area', 'region'), 'won', 'done');
    expect(renamed.properties['before']?.['x-field']).toMatchObject({
      narrow: { field: 'region', by: 'region' },
      offer: { while: 'done' },
    });
    expect(removeField(doc, 'won').properties['before']?.['x-field']).not.toHaveProperty('offer');
  });
});

describe('an offer', () => {
  it('depends on a yes/no field and is called like the form', () => {
    const doc = form('deal', { won: field({ type: 'boolean' }, 'boolean'), area: field({ type: 'text' }) });
    expect(conditionsOf(doc)).toEqual(['won']);
    expect(offerTitle(doc)).toEqual({ en: 'Deal', 'zh-CN': '商机' });
  });
});
