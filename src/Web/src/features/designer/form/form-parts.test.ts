import { describe, expect, it } from 'vitest';
import type { FormDocument } from '@/api/types';
import { partOf, withPart, type FormPart, type FormParts } from './form-parts';

type XForm = FormDocument['x-form'];
const bare: XForm = { title: { en: 'Deal' }, recordTitle: 'name' };
const full: XForm = {
  ...bare,
  list: { columns: ['name'], sort: '-amount' },
  access: { follows: 'account' },
  timeline: { by: 'account', at: 'day', summary: ['name'] },
  similar: {
    match: [{ field: 'product', weight: 3 }],
    near: [{ field: 'amount', within: 0.5 }],
    among: { member: 'stage.kind', operator: 'in', values: ['won'] },
    least: 2,
  },
};
const samples: FormParts = {
  plural: { en: 'Deals' },
  icon: 'flag',
  color: '#123456',
  nav: false,
  order: 3,
  views: ['board'],
  recordTitle: 'code',
  'list.columns': ['code'],
  'list.sort': 'name,-amount',
  search: ['code'],
  indexes: [['code'], ['code', 'name']],
  nameFrom: '{code}',
  duplicates: ['code'],
  unique: [['code', 'name']],
  'access.follows': 'code',
  'timeline.by': 'code',
  'timeline.at': 'code',
  'timeline.summary': ['code'],
  'similar.title': { en: 'Alike' },
  'similar.for': { member: 'code', operator: 'set' },
  'similar.among': { member: 'code', operator: 'set' },
  'similar.match': [{ field: 'code' }],
  'similar.near': [{ field: 'code', within: 2, weight: 1 }],
  'similar.least': 5,
  'similar.limit': 20,
  'similar.sort': '-code',
  'similar.show': ['code'],
  'similar.with': ['cases'],
};
const parts = Object.keys(samples) as FormPart[];

describe('a setting of the form', () => {
  it.each(parts)('%s is set and set back without a trace', (part) => {
    const before = partOf(full, part);
    const changed = withPart(full, part, samples[part]);
    expect(partOf(changed, part)).toEqual(samples[part]);
    expect(withPart(changed, part, before)).toEqual(full);
  });
  it.each(parts.filter((part) => !part.startsWith('timeline.') && !part.startsWith('similar.')))(
    '%s leaves nothing behind where there was nothing',
    (part) => {
      const changed = withPart(bare, part, samples[part]);
      expect(partOf(changed, part)).toEqual(samples[part]);
      expect(withPart(changed, part, partOf(bare, part))).toEqual(bare);
    },
  );
  it('goes as a whole with what it cannot be without', () => {
    expect(withPart(full, 'timeline.by', undefined)).not.toHaveProperty('timeline');
    expect(withPart(full, 'access.follows', undefined)).not.toHaveProperty('access');
    const near = withPart(full, 'similar.match', []);
    expect(near.similar).toMatchObject({ near: [{ field: 'amount' }], least: 2 });
    expect(withPart(near, 'similar.near', [])).not.toHaveProperty('similar');
  });
});
