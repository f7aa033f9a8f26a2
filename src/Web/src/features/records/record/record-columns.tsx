import type { ReactNode, RefObject } from 'react';
import type { RecordData } from '@/api/types';
import { useReadOnly } from '@/components/use-read-only';
import type { FormModel } from '@/lib/form-model';
import { Composer, type ComposerHandle } from './composer';
import { Facts } from './facts';
import { Files } from './files';
import { People } from './people';
import { Related } from './related';
import { Similar } from './similar';
import { Timeline } from './timeline';

/** What is known, what happened, and what surrounds it. */
export function RecordColumns({
  model,
  record,
  composer,
  stagePanel,
}: {
  model: FormModel;
  record: RecordData;
  composer: RefObject<ComposerHandle | null>;
  stagePanel?: ReactNode;
}) {
  const readOnly = useReadOnly();
  return (
    <div className={stagePanel ? 'record-columns staged' : 'record-columns'}>
      <div className="record-side record-facts">
        <Facts model={model} record={record} />
      </div>
      <div className="record-story">
        {!readOnly && <Composer ref={composer} form={model.key} record={record} />}
        <Timeline model={model} id={record.id} />
      </div>
      {stagePanel && <div className="record-stage">{stagePanel}</div>}
      <div className="record-side record-around">
        <Similar model={model} id={record.id} />
        <People model={model} record={record} />
        <Related form={model.key} id={record.id} />
        <Files form={model.key} id={record.id} canEdit={!readOnly && (record.$can?.update ?? true)} />
      </div>
    </div>
  );
}
