import type { WidgetType } from '@/api/reports';
import type { FieldTypeKey } from '@/api/types';
import { groupCount, isNumber, type Draft } from './draft';

/** What is known of the answer and the fields beside the question itself. */
export type Facts = {
  typeOf: (member: string) => FieldTypeKey | undefined;
  /** How many groups the last answer had; undefined before there is one. */
  rows?: number;
  top?: number;
};
export const mostSlices = 5;

const isShare = (draft: Draft) => {
  const first = draft.show[0];
  return (
    first !== undefined &&
    (first.type === 'ratio' || first.metric !== undefined || (first.agg !== 'count' && first.agg !== 'sum'))
  );
};

/** The kind that suits a question best. */
export function suggest(draft: Draft, facts: Facts): WidgetType {
  if (draft.records) return 'table';
  const groups = groupCount(draft);
  if (draft.show.length === 0) return 'table';
  if (groups === 0) return 'number';
  if (groups > 2 || (draft.by.length > 1 && !draft.split)) return draft.split || draft.time ? 'pivot' : 'table';
  if (draft.time) {
    if (draft.by.length > 0 || draft.split) return 'line';
    return draft.time.granularity === 'quarter' || draft.time.granularity === 'year' ? 'column' : 'line';
  }
  if (draft.show.length > 3) return 'table';
  const axis = draft.by[0] ?? draft.split;
  // Bands of a number have an order of their own: from left to right.
  return axis && (axis.bins || isNumber(facts.typeOf(axis.field) ?? 'text')) ? 'column' : 'bar';
}

/** Why a kind can't draw a question well; null when it can. The reason is a key of `dashboards.unfit`. */
export function unfit(kind: WidgetType, draft: Draft, facts: Facts): string | null {
  if (kind === 'text' || kind === 'filter') return null;
  if (draft.records) return kind === 'table' ? null : 'records';
  const groups = groupCount(draft);
  if (kind === 'table') return null;
  if (draft.show.length === 0) return 'measure';
  if (kind === 'number' || kind === 'gauge') return groups > 0 ? 'alone' : null;
  if (groups === 0) return 'group';
  if (kind === 'pivot') return groups < 2 ? 'twoGroups' : null;
  if (groups > 2) return 'manyGroups';
  if (kind === 'line' || kind === 'area') return draft.time ? null : 'time';
  if (kind !== 'pie' && kind !== 'funnel') return null;
  if (groups > 1) return 'oneGroup';
  if (kind === 'funnel') return draft.time ? 'steps' : null;
  if (isShare(draft)) return 'shares';
  if (draft.time) return 'slicesOfTime';
  return (facts.rows ?? 0) > mostSlices && (facts.top ?? Infinity) >= mostSlices ? 'slices' : null;
}
