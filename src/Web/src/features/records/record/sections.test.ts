import { expect, it } from 'vitest';
import type { LayoutElement } from '@/api/types';
import { sectionsOf } from './sections';

const control = (key: string): LayoutElement => ({ type: 'Control', scope: `#/properties/${key}` });

it('follows groups and leaves out what is hidden', () => {
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
  expect(sectionsOf(layout, read).map(({ label, keys }) => [label, keys])).toEqual([
    ['', ['name']],
    ['Money', ['amount', 'weighted']],
  ]);
});
