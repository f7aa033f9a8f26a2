import type { Moves, Pipeline, RecordData, Stage } from '@/api/types';
import { StageStrip } from '@/components/stage-strip';
import type { FormModel } from '@/lib/form-model';
import { ClosedStage } from './closed-stage';

type Props = {
  model: FormModel;
  record: RecordData;
  pipeline: Pipeline;
  /** The pipeline's name, where the record is in several. */
  name: string | undefined;
  /** Where it stands or is being put. */
  shown: unknown;
  stage: Stage | undefined;
  moves: Moves | undefined;
  onMove?: (to: Stage) => void;
};

/** Where a record stands in one pipeline: the strip, or the result once it is closed. */
export function RecordStage({ model, record, pipeline, name, shown, stage, moves, onMove }: Props) {
  const days: Record<string, number> = {};
  for (const visit of moves?.history ?? []) days[visit.stage] = (days[visit.stage] ?? 0) + visit.days;
  const forbidden = new Set(moves?.items.filter((item) => !item.allowed).map((item) => item.to));
  const standing =
    stage && stage.kind !== 'open' ? (
      <ClosedStage model={model} record={record} pipeline={pipeline} stage={stage} onMove={onMove} />
    ) : (
      <StageStrip pipeline={pipeline} stage={shown} days={days} forbidden={forbidden} label={name} onMove={onMove} />
    );
  return name === undefined ? (
    standing
  ) : (
    <section className="named-stage" aria-label={name}>
      <h2>{name}</h2>
      {standing}
    </section>
  );
}
