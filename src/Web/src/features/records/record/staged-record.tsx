import { useQueries } from '@tanstack/react-query';
import type { RefObject } from 'react';
import { movesQuery } from '@/api/stages';
import type { Pipeline, RecordData } from '@/api/types';
import { MovePanel } from '@/components/move/lazy-move-panel';
import { useMove } from '@/components/move/use-move';
import { useReadOnly } from '@/components/use-read-only';
import type { FormModel } from '@/lib/form-model';
import { stageOf } from '@/lib/stage';
import { useText } from '@/lib/text';
import type { ComposerHandle } from './composer';
import { RecordColumns } from './record-columns';
import { RecordStage } from './record-stage';
import { ThisStage } from './this-stage';

type Props = {
  model: FormModel;
  record: RecordData;
  pipelines: Pipeline[];
  title: string;
  composer: RefObject<ComposerHandle | null>;
};

/** A record in one pipeline or several: of each the strip or its result, and what the present stage asks for. Without any, and before they are known, the same page without strips. */
export function StagedRecord({ model, record, pipelines, title, composer }: Props) {
  const text = useText();
  const moves = useQueries({ queries: pipelines.map(({ field }) => movesQuery(model.key, record.id, field)) });
  const moving = useMove(model.key, () => title);
  const isReadOnly = useReadOnly() !== undefined;
  const canMove = !isReadOnly && (record.$can?.move ?? true);
  const pending = moving.pending.get(record.id);
  const several = pipelines.length > 1;
  const staged = pipelines.map((pipeline, index) => {
    const shown = pending?.field === pipeline.field ? pending.to : record[pipeline.field];
    const name = several ? text(pipeline.title, pipeline.key) : undefined;
    return { pipeline, name, moves: moves[index]?.data, shown, stage: stageOf(pipeline, shown) };
  });
  const open = staged.filter(({ stage }) => stage?.kind === 'open');
  const { refusal } = moving;
  return (
    <>
      <div aria-live="assertive" className="visually-hidden">
        {moving.announcement}
      </div>
      {staged.map(({ pipeline, name, moves: known, shown, stage }) => (
        <RecordStage
          key={pipeline.key}
          model={model}
          record={record}
          pipeline={pipeline}
          name={name}
          shown={shown}
          stage={stage}
          moves={known}
          onMove={canMove ? (to) => void moving.move(pipeline, record, to) : undefined}
        />
      ))}
      <RecordColumns
        model={model}
        record={record}
        composer={composer}
        stagePanel={
          open.length > 0 &&
          open.map(
            ({ pipeline, name, moves: known, stage }, index) =>
              stage && (
                <ThisStage
                  key={`${pipeline.key} ${stage.key}`}
                  model={model}
                  record={record}
                  pipeline={pipeline}
                  name={name}
                  stage={stage}
                  elsewhere={open.filter((other) => other.pipeline !== pipeline).map((other) => other.stage?.key ?? '')}
                  withTodos={open.findIndex((other) => other.pipeline.taskForm?.form === pipeline.taskForm?.form) === index}
                  moves={known}
                  moving={moving.isMoving}
                  onMove={canMove ? (to, extra) => void moving.move(pipeline, record, to, extra) : undefined}
                />
              ),
          )
        }
      />
      {refusal && (
        <MovePanel
          pipeline={refusal.pipeline}
          refusal={refusal}
          title={title}
          titles={record.$titles}
          moving={moving.isMoving}
          onClose={moving.dismiss}
          onMove={(extra) => void moving.move(refusal.pipeline, record, refusal.to, extra)}
        />
      )}
    </>
  );
}
