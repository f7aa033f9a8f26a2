import { describe, expect, it } from 'vitest';
import type { RecordData } from '@/api/types';
import { columnCards, type Pending } from './column-cards';

const card = (id: number, stage: string) => ({ id, version: 1, stage }) as unknown as RecordData;
const none: Pending = new Map();

describe('the cards of a stage', () => {
  it('are those the server has there', () => {
    expect(columnCards('needs', [card(1, 'needs'), card(2, 'needs')], none).map((item) => item.id)).toEqual([1, 2]);
  });

  it('begin with the one being put there, which leaves the stage it came from', () => {
    const moved = card(3, 'contact');
    const pending: Pending = new Map([[3, { record: moved, to: 'needs' }]]);
    expect(columnCards('needs', [card(1, 'needs')], pending)).toEqual([moved, card(1, 'needs')]);
    expect(columnCards('contact', [moved, card(4, 'contact')], pending).map((item) => item.id)).toEqual([4]);
  });

  it('name a moved card once when the board was read anew before the move was answered', () => {
    const pending: Pending = new Map([[3, { record: card(3, 'contact'), to: 'needs' }]]);
    const stored = [card(1, 'needs'), card(3, 'needs')];
    expect(columnCards('needs', stored, pending)).toEqual(stored);
  });
});
