import { describe, expect, it } from 'vitest';
import type { FileInfo, Pipeline } from '@/api/types';
import { groupFiles } from './file-families';

const file = (id: number, name: string, slot: string | null, family = id, version = 1): FileInfo => ({
  id,
  name,
  slot,
  family,
  version,
  shown: true,
  size: 1,
  contentType: 'text/plain',
  at: '2026-01-01T00:00:00Z',
  by: 1,
});
const pipeline = {
  stages: [
    { key: 'first', deliverables: [{ key: 'notes', title: 'Notes' }] },
    { key: 'second', deliverables: [{ key: 'quote', title: 'Quote' }] },
  ],
} as unknown as Pipeline;

describe('files of a record', () => {
  it('stand under their deliverable in the order of the stages, others last', () => {
    const files = [file(1, 'map', null), file(2, 'quote', 'second.quote'), file(3, 'notes', 'first.notes')];
    expect(groupFiles(files, [pipeline]).map((group) => group.slot)).toEqual(['first.notes', 'second.quote', null]);
  });

  it('show the newest version and keep those it replaced', () => {
    const files = [
      file(1, 'quote', 'second.quote'),
      file(4, 'quote', 'second.quote', 1, 2),
      file(9, 'quote', 'second.quote', 1, 3),
    ];
    const [group] = groupFiles(files, [pipeline]);
    expect(group?.families).toHaveLength(1);
    expect(group?.families[0]?.newest.version).toBe(3);
    expect(group?.families[0]?.earlier.map((it) => it.version)).toEqual([2, 1]);
  });

  it('of a slot that no stage has any more are other files', () => {
    expect(groupFiles([file(1, 'old', 'gone.slot')], [pipeline])).toMatchObject([{ slot: null }]);
  });
});
