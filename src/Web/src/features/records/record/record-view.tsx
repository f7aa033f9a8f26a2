import { Button } from 'antd';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Pipeline, RecordData } from '@/api/types';
import { PageHeader } from '@/components/page-header';
import { useReadOnly } from '@/components/use-read-only';
import type { FormModel } from '@/lib/form-model';
import { useTodoTitle } from '@/lib/key-tasks';
import { TitlesContext } from '@/lib/titles';
import type { ComposerHandle } from './composer';
import { EditDrawer } from './edit-drawer';
import { HandedOver } from './handed-over';
import { RecordHead } from './record-head';
import './record-page.css';
import { StagedRecord } from './staged-record';

type Props = { model: FormModel; record: RecordData; pipelines: Pipeline[] };

export function RecordView({ model, record, pipelines }: Props) {
  const { t } = useTranslation();
  const title = useTodoTitle(model.key)(String(record[model.titleKey] ?? '')) || `#${record.id}`;
  const composer = useRef<ComposerHandle>(null);
  const readOnly = useReadOnly();
  // Where nothing can be logged there is still something to say.
  const lead = { label: t(model.info?.canLog ? 'record.log' : 'record.comment'), act: () => composer.current?.focus() };
  const canEdit = record.$can?.update ?? model.info?.can.update ?? false;
  return (
    <TitlesContext value={record.$titles ?? {}}>
      <PageHeader title={title} />
      <div className="record">
        <RecordHead model={model} record={record} pipeline={pipelines[0]} title={title} lead={lead} />
        <HandedOver model={model} record={record} />
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
        <StagedRecord model={model} record={record} pipelines={pipelines} title={title} composer={composer} />
        <div className="log-bar">
          <Button type="primary" block disabled={readOnly !== undefined} title={readOnly} onClick={lead.act}>
            {lead.label}
          </Button>
        </div>
        <EditDrawer model={model} record={record} allowed={canEdit} />
      </div>
    </TitlesContext>
  );
}
