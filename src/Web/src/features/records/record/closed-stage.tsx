import { useTranslation } from 'react-i18next';
import type { Pipeline, RecordData, Stage } from '@/api/types';
import { Button, Dropdown } from 'antd';
import { FieldView } from '@/fields/field-view';
import type { FormModel } from '@/lib/form-model';
import { isBlank } from '@/lib/rules';
import { openStages, stageColor } from '@/lib/stage';
import { useText } from '@/lib/text';

type Props = {
  model: FormModel;
  record: RecordData;
  pipeline: Pipeline;
  stage: Stage;
  onMove?: (to: Stage) => void;
};

/** The result of a closed record: what the stage asked for, how long it took, and the way back. */
export function ClosedStage({ model, record, pipeline, stage, onMove }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const keys = [...(stage.required ?? []), ...(stage.optional ?? []), stage.dateField, pipeline.cycleField].filter(
    (key) => key !== undefined,
  );
  return (
    <div className="closed" style={{ borderInlineStartColor: stageColor(stage) }}>
      <strong>
        {stage.kind === 'won' ? '✓' : '✕'} {text(stage.title, stage.key)}
      </strong>
      {[...new Set(keys)].map((key) => {
        const field = model.fields.get(key);
        return (
          field &&
          !isBlank(record[key]) && (
            <span key={key}>
              <span className="second">{field.label}</span> <FieldView field={field} value={record[key]} />
            </span>
          )
        );
      })}
      <span className="grow" />
      {onMove && (
        <Dropdown
          autoFocus
          trigger={['click']}
          menu={{
            items: openStages(pipeline).map((to) => ({ key: to.key, label: text(to.title, to.key), onClick: () => onMove(to) })),
          }}
        >
          <Button>{t('record.reopen')}</Button>
        </Dropdown>
      )}
    </div>
  );
}
