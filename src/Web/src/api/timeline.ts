import type { FileInfo, RecordData, Titles } from './types';

/** Was: the type that the field had then, where it is another now; from and to are texts to be shown as they are. */
export type FieldChange = { field: string; from: unknown; to: unknown; was?: string };
export type TimelineKind =
  'created' | 'changed' | 'moved' | 'deleted' | 'restored' | 'imported' | 'comment' | 'activity' | 'file';
export type TimelineItem = {
  id: string | number;
  commentId?: number;
  kind: TimelineKind;
  at: string;
  actor: number | null;
  via?: string;
  changes?: FieldChange[];
  /** Of a move: the field that holds the stage, and the stages. */
  field?: string;
  from?: string | null;
  to?: string | null;
  reason?: string | null;
  text?: string;
  form?: string;
  record?: RecordData;
  file?: FileInfo;
  /** The record it happened on, when it is another than the one looked at. */
  about?: { form: string; id: number };
};
export type TimelinePage = { items: TimelineItem[]; nextCursor: string | null; titles?: Titles };
