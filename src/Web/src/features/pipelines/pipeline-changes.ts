import type { Text } from '@/api/types';
import { same } from '@/lib/same';
import type { PipelineDocument, StageDocument } from './pipeline-document';

export type PipelineChange = {
  kind: 'added' | 'removed' | 'moved' | 'stage' | 'moves' | 'itself' | 'first';
  stage?: string;
  /** Of a changed stage: names of its settings. */
  parts?: string[];
};

/** Of a stage: what differs, as names of its settings. */
export const changedParts = (before: StageDocument, after: StageDocument): string[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (name) => name !== 'id' && !same(before[name as keyof StageDocument], after[name as keyof StageDocument]),
  );

/** What differs between two pipelines, for people. */
export function pipelineChanges(
  before: PipelineDocument | null,
  after: PipelineDocument,
  text: (value: Text, fallback: string) => string,
): PipelineChange[] {
  if (!before) return [{ kind: 'first' }];
  const changes: PipelineChange[] = [];
  const name = (stage: StageDocument) => text(stage.title, stage.key);
  const kept = after.stages.filter((stage) => before.stages.some((old) => old.key === stage.key));
  for (const stage of after.stages) {
    const old = before.stages.find((item) => item.key === stage.key);
    if (!old) changes.push({ kind: 'added', stage: name(stage) });
    else if (changedParts(old, stage).length > 0)
      changes.push({ kind: 'stage', stage: name(stage), parts: changedParts(old, stage) });
  }
  for (const old of before.stages)
    if (!after.stages.some((stage) => stage.key === old.key)) changes.push({ kind: 'removed', stage: name(old) });
  const order = before.stages.filter((old) => kept.some((stage) => stage.key === old.key)).map((old) => old.key);
  if (
    !same(
      order,
      kept.map((stage) => stage.key),
    )
  )
    changes.push({ kind: 'moved' });
  if (!same(before.moves, after.moves)) changes.push({ kind: 'moves' });
  const rest = (document: PipelineDocument) => ({ ...document, stages: undefined, moves: undefined });
  if (!same(rest(before), rest(after))) changes.push({ kind: 'itself' });
  return changes;
}
