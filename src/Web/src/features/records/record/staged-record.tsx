import { useQuery } from '@tanstack/react-query';
import type { RefObject } from 'react';
import { movesQuery } from '@/api/stages';
import type { Pipeline, RecordData } from '@/api/types';
import { MovePanel } from '@/components/move/lazy-move-panel';
import { useMove } from '@/components/move/use-move';
import { StageStrip } from '@/components/stage-strip';
import { useReadOnly } from '@/components/use-read-only';
import type { FormModel } from '@/lib/form-model';
import { stageOf } from '@/lib/stage';
import { ClosedStage } from './closed-stage';
import type { ComposerHandle } from './composer';
import { RecordColumns } from './record-columns';
import { ThisStage } from './this-stage';

/** A record in a pipeline: the strip or its result, and what the present stage asks for. */
export function StagedRecord({
  model,
  record,
  pipeline,
  title,
  composer,
}: {
  model: FormModel;
  record: RecordData;
  pipeline: Pipeline;
  title: string;
  composer: RefObject<ComposerHandle | null>;
}) {
  const moves = useQuery(movesQuery(model.key, record.id));
  const moving = useMove(pipeline, () => title);
  const shown = moving.pending.get(record.id)?.to ?? record[pipeline.field];
  const stage = stageOf(pipeline, shown);
  const days: Record<string, number> = {};
  for (const visit of moves.data?.history ?? []) days[visit.stage] = (days[visit.stage] ?? 0) + visit.days;
  const isReadOnly = useReadOnly() !== undefined;
  const canMove = !isReadOnly && (record.$can?.move ?? true);
  const forbidden = new Set(moves.data?.items.filter((item) => !item.allowed).map((item) => item.to));
  return (
    <>
      <div aria-live="assertive" className="visually-hidden">
        {moving.announcement}
      </div>
      {stage && stage.kind !== 'open' ? (
        <ClosedStage
          model={model}
          record={record}
          pipeline={pipeline}
          stage={stage}
          onMove={canMove ? (to) => void moving.move(record, to) : undefined}
        />
      ) : (
        <StageStrip
          pipeline={pipeline}
          stage={shown}
          days={days}
          forbidden={forbidden}
          onMove={canMove ? (to) => void moving.move(record, to) : undefined}
        />
      )}
      <RecordColumns
        model={model}
        record={record}
        composer={composer}
        stagePanel={
          stage?.kind === 'open' && (
            <ThisStage
              key={stage.key}
              model={model}
              record={record}
              pipeline={pipeline}
              stage={stage}
              moves={moves.data}
              moving={moving.isMoving}
              onMove={canMove ? (to, extra) => void moving.move(record, to, extra) : undefined}
            />
          )
        }
      />
      {moving.refusal && (
        <MovePanel
          pipeline={pipeline}
          refusal={moving.refusal}
          title={title}
          titles={record.$titles}
          moving={moving.isMoving}
          onClose={moving.dismiss}
          onMove={(extra) => moving.refusal && void moving.move(record, moving.refusal.to, extra)}
        />
      )}
    </>
  );
}
