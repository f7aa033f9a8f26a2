import type { RecordData } from '@/api/types';

export type Pending = ReadonlyMap<number, { record: RecordData; to: string }>;

/**
 * The cards a stage shows while moves are under way: those being put there first, without those being taken away. A card
 * the server already counts here stands once, as the server has it: the board may be read anew before the move's answer.
 */
export function columnCards(stage: string, stored: RecordData[], pending: Pending): RecordData[] {
  const here = new Set(stored.map((card) => card.id));
  const arriving = [...pending.values()].filter(({ record, to }) => to === stage && !here.has(record.id));
  return [...arriving.map(({ record }) => record), ...stored.filter((card) => (pending.get(card.id)?.to ?? stage) === stage)];
}
