import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { movesQuery } from '@/api/stages';
import type { Pipeline, RecordData } from '@/api/types';
import { MovePanel } from '@/components/move/move-panel';
import { useMove } from '@/components/move/use-move';
import { PageHeader } from '@/components/page-header';
import { StageStrip } from '@/components/stage-strip';
import type { FormModel } from '@/lib/form-model';
import { stageOf } from '@/lib/stage';
import { TitlesContext } from '@/lib/titles';
import { ClosedStage } from './closed-stage';
import { Composer, type ComposerHandle } from './composer';
import { EditDrawer } from './edit-drawer';
import { Facts } from './facts';
import { Files } from './files';
import { People } from './people';
import { RecordHead } from './record-head';
import './record-page.css';
import { Related } from './related';
import { ThisStage } from './this-stage';
import { Timeline } from './timeline';

type Props = { model: FormModel; record: RecordData; pipeline: Pipeline | undefined };

export function RecordView({ model, record, pipeline }: Props) {
  const { t } = useTranslation();
  const title = String(record[model.titleKey] ?? '') || `#${record.id}`;
  const composer = useRef<ComposerHandle>(null);
  const log = () => composer.current?.focus();
  const canEdit = record.$can?.update ?? model.info?.can.update ?? false;
  return (
    <TitlesContext value={record.$titles ?? {}}>
      <PageHeader title={title} />
      <div className="record">
        <RecordHead model={model} record={record} pipeline={pipeline} title={title} onLog={log} />
        {record.$unmet && record.$unmet.length > 0 && (
          <details className="notice">
            <summary>{t('record.unmet', { count: record.$unmet.length })}</summary>
            <ul>
              {record.$unmet.map((fault) => (
                <li key={fault.path + fault.code}>{fault.message}</li>
              ))}
            </ul>
          </details>
        )}
        {pipeline ? (
          <Staged model={model} record={record} pipeline={pipeline} title={title} composer={composer} />
        ) : (
          <Columns model={model} record={record} composer={composer} />
        )}
        <div className="log-bar">
          <Button type="primary" block onClick={log}>
            {t('record.log')}
          </Button>
        </div>
        <EditDrawer model={model} record={record} allowed={canEdit} />
      </div>
    </TitlesContext>
  );
}

type ComposerRef = React.RefObject<ComposerHandle | null>;

/** A record in a pipeline: the strip or its result, and what the present stage asks for. */
function Staged({
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
  composer: ComposerRef;
}) {
  const moves = useQuery(movesQuery(model.key, record.id));
  const moving = useMove(pipeline, () => title);
  const shown = moving.pending.get(record.id)?.to ?? record[pipeline.field];
  const stage = stageOf(pipeline, shown);
  const days: Record<string, number> = {};
  for (const visit of moves.data?.history ?? []) days[visit.stage] = (days[visit.stage] ?? 0) + visit.days;
  const canMove = record.$can?.move ?? true;
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
          days={days}
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
      <Columns
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

function Columns({
  model,
  record,
  composer,
  stagePanel,
}: {
  model: FormModel;
  record: RecordData;
  composer: ComposerRef;
  stagePanel?: React.ReactNode;
}) {
  return (
    <div className="record-columns">
      <div className="record-side">
        <Facts model={model} record={record} />
      </div>
      <div>
        <Composer ref={composer} form={model.key} record={record} />
        <Timeline model={model} id={record.id} />
      </div>
      <div className="record-side">
        {stagePanel}
        <People model={model} record={record} />
        <Related form={model.key} id={record.id} />
        <Files form={model.key} id={record.id} canEdit={record.$can?.update ?? true} />
      </div>
    </div>
  );
}
