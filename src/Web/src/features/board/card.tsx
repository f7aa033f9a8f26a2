import { draggable } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { Link } from '@tanstack/react-router';
import { CalendarClock } from 'lucide-react';
import { memo, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Pipeline, RecordData, Stage } from '@/api/types';
import { useReadOnly } from '@/components/use-read-only';
import { FieldView } from '@/fields/field-view';
import { UserName } from '@/fields/user/view';
import { overdueText } from '@/lib/dates';
import type { FormModel } from '@/lib/form-model';
import { stageColor } from '@/lib/stage';
import { isBlank } from '@/lib/rules';
import { CardLog } from './card-log';
import { CardProgress, CardSignals } from './card-signals';
import { MoveMenu } from './move-menu';
import { useTouchDrag } from './use-touch-drag';

type Props = {
  pipeline: Pipeline;
  model: FormModel;
  stage: Stage;
  record: RecordData;
  waiting: boolean;
  onMove: (record: RecordData, to: Stage) => void;
};

export const Card = memo(function Card({ pipeline, model, stage, record, waiting, onMove }: Props) {
  const { t } = useTranslation();
  const element = useRef<HTMLElement>(null);
  const [dragging, setDragging] = useState(false);
  const shape = pipeline.board?.card ?? { amount: pipeline.amountField };
  const title = String(record[shape.title ?? model.titleKey] ?? '') || `#${record.id}`;

  const readOnly = useReadOnly() !== undefined;
  const mayMove = model.info?.can.update === true && !readOnly;

  useEffect(() => {
    if (!element.current || !mayMove) return;
    return draggable({
      element: element.current,
      getInitialData: () => ({ record, stage: record[pipeline.field] }),
      onDragStart: () => setDragging(true),
      onDrop: () => setDragging(false),
    });
  }, [record, pipeline.field, mayMove]);

  useTouchDrag(element, {
    disabled: !mayMove,
    onDragging: setDragging,
    onDrop: (key) => {
      const to = pipeline.stages.find((item) => item.key === key);
      if (to && to.key !== record[pipeline.field]) onMove(record, to);
    },
  });
  const part = (key: string | undefined) => {
    const field = key ? model.fields.get(key) : undefined;
    return field && !isBlank(record[field.key]) ? <FieldView field={field} value={record[field.key]} compact /> : null;
  };
  const subtitle = part(shape.subtitle);
  const late = stage.kind === 'open' && shape.date ? overdueText(record[shape.date]) : null;
  const noteField = shape.note ? model.fields.get(shape.note) : undefined;
  return (
    <article
      ref={element}
      className={`deal${dragging ? ' dragging' : ''}${waiting ? ' waiting' : ''}`}
      style={{ borderInlineStartColor: stageColor(stage) }}
    >
      <Link
        to="/f/$form/$id"
        params={{ form: pipeline.form, id: String(record.id) }}
        className="deal-title"
        draggable={false}
        preload={false}
      >
        {title}
      </Link>
      {subtitle && <div className="deal-line second">{subtitle}</div>}
      <div className="deal-line">
        {shape.amount && <strong>{part(shape.amount) ?? <span className="blank">{t('board.noAmount')}</span>}</strong>}
        {late ? (
          <span className="deal-late" title={String(record[shape.date ?? ''])}>
            <CalendarClock size={14} aria-hidden /> {late}
          </span>
        ) : (
          <span className="second">{part(shape.date)}</span>
        )}
      </div>
      <div className="deal-line second">
        {noteField && (
          <span className="deal-note">
            {part(shape.note) ?? t('board.noNote', { field: noteField.label.toLocaleLowerCase() })}
          </span>
        )}
        <span className="grow" />
        <CardSignals shape={shape} model={model} record={record} />
        <CardProgress shape={shape} model={model} record={record} />
        {typeof record.owner === 'number' && (
          <span className="deal-owner">
            <UserName id={record.owner} />
          </span>
        )}
      </div>
      {model.info?.canLog && !readOnly && <CardLog form={pipeline.form} id={record.id} title={title} />}
      {mayMove && <MoveMenu pipeline={pipeline} record={record} title={title} onMove={onMove} />}
    </article>
  );
});
