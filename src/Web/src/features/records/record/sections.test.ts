import { expect, it } from 'vitest';
import type { LayoutElement } from '@/api/types';
import { hiddenKeys, sectionsOf } from './sections';

const control = (key: string): LayoutElement => ({ type: 'Control', scope: `#/properties/${key}` });

const layout: LayoutElement = {
  type: 'VerticalLayout',
  elements: [
    control('name'),
    {
      type: 'Group',
      label: 'Money',
      elements: [{ type: 'HorizontalLayout', elements: [control('amount'), control('weighted')] }],
    },
    {
      type: 'Group',
      label: 'Lost',
      elements: [control('lost_reason')],
      rule: { effect: 'SHOW', condition: { scope: '#/properties/stage', schema: { enum: ['lost'] } } },
    },
  ],
};
const read = (key: string) => (key === 'stage' ? 'won' : null);

it('follows groups and leaves out what is hidden', () => {
  expect(sectionsOf(layout, read).map(({ label, keys }) => [label, keys])).toEqual([
    ['', ['name']],
    ['Money', ['amount', 'weighted']],
  ]);
});

it('knows what does not apply to a record, unless the layout shows it elsewhere', () => {
  expect([...hiddenKeys(layout, read)]).toEqual(['lost_reason']);
  const twice = { ...layout, elements: [...(layout.elements ?? []), control('lost_reason')] };
  expect([...hiddenKeys(twice, read)]).toEqual([]);
});
