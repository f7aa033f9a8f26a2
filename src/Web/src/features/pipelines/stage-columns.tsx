import { draggable, dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { Button } from 'antd';
import { Check, GripVertical, Plus, X } from 'lucide-react';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { usePipelines } from '@/api/forms';
import { useFormat } from '@/lib/use-format';
import { currentLanguage, useText } from '@/lib/text';
import { usePipelineDesign, usePipelineDoc } from './pipeline-context';
import { addStage, moveStage, stageKeysBeside, type StageDocument } from './pipeline-document';

type Props = {
  selected: string | null;
  onSelect: (key: string | null) => void;
  onAdd: (key: string) => void;
  onAnnounce: (text: string) => void;
};

/** The stages from left to right, as on the board. */
export function StageColumns({ selected, onSelect, onAdd, onAnnounce }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const { store } = usePipelineDesign();
  const doc = usePipelineDoc();
  const pipelines = usePipelines();
  const move = (from: number, to: number) => {
    const before = store.doc();
    store.edit((now) => moveStage(now, from, to));
    const stage = before.stages[from];
    if (stage && store.doc() !== before)
      onAnnounce(t('pipelineDesign.moved', { stage: text(stage.title, stage.key), place: to + 1 }));
  };
  const add = () => {
    // In the language of who adds it; the texts of the other are not loaded.
    const taken = stageKeysBeside(pipelines, doc.form, doc.key);
    const made = addStage(store.doc(), { [currentLanguage()]: t('pipelineDesign.newStage') }, taken);
    store.edit(() => made.doc);
    onAdd(made.key);
  };
  const open = doc.stages.filter((stage) => stage.kind === 'open').length;
  return (
    <ol className="stage-columns" aria-label={t('pipelineDesign.stages')}>
      {doc.stages.map((stage, index) => (
        <StageColumn
          key={stage.key}
          stage={stage}
          index={index}
          isSelected={selected === stage.key}
          onSelect={() => onSelect(stage.key)}
          onMove={move}
          after={
            index === open - 1 ? (
              <li className="stage-add">
                <Button type="dashed" icon={<Plus size={16} />} onClick={add}>
                  {t('pipelineDesign.addStage')}
                </Button>
              </li>
            ) : null
          }
        />
      ))}
      {open === 0 && (
        <li className="stage-add">
          <Button type="dashed" icon={<Plus size={16} />} onClick={add}>
            {t('pipelineDesign.addStage')}
          </Button>
        </li>
      )}
    </ol>
  );
}

type ColumnProps = {
  stage: StageDocument;
  index: number;
  isSelected: boolean;
  onSelect: () => void;
  onMove: (from: number, to: number) => void;
  after: React.ReactNode;
};

function StageColumn({ stage, index, isSelected, onSelect, onMove, after }: ColumnProps) {
  const { t } = useTranslation();
  const text = useText();
  const format = useFormat();
  const { counts, store } = usePipelineDesign();
  const element = useRef<HTMLLIElement>(null);
  const [isOver, setOver] = useState(false);
  const now = useRef({ index, onMove });
  useEffect(() => {
    now.current = { index, onMove };
  });
  useEffect(() => {
    if (!element.current) return;
    const ends = [
      draggable({ element: element.current, getInitialData: () => ({ stage: now.current.index }) }),
      dropTargetForElements({
        element: element.current,
        canDrop: ({ source }) => typeof source.data['stage'] === 'number',
        onDragEnter: () => setOver(true),
        onDragLeave: () => setOver(false),
        onDrop: ({ source }) => {
          setOver(false);
          now.current.onMove(Number(source.data['stage']), now.current.index);
        },
      }),
    ];
    return () => ends.forEach((end) => end());
  }, []);
  const keyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0;
    if (!event.altKey || step === 0) return;
    event.preventDefault();
    onMove(index, index + step);
  };
  const parts = [
    stage.required?.length ? t('pipelineDesign.fields', { count: stage.required.length }) : '',
    stage.tasks?.length ? t('pipelineDesign.tasks', { count: stage.tasks.length }) : '',
    stage.deliverables?.length ? t('pipelineDesign.files', { count: stage.deliverables.length }) : '',
    stage.exit?.length ? t('pipelineDesign.criteria', { count: stage.exit.length }) : '',
  ].filter(Boolean);
  const records = counts.get(stage.key);
  const isFaulty = store.faults().some((fault) => fault.path.startsWith(`/stages/${index}/`));
  const name = text(stage.title, stage.key);
  return (
    <>
      <li
        ref={element}
        className={`stage-column ${stage.kind}${isSelected ? ' selected' : ''}${isOver ? ' over' : ''}${isFaulty ? ' faulty' : ''}`}
      >
        <button
          type="button"
          aria-pressed={isSelected}
          onClick={onSelect}
          onKeyDown={keyDown}
          title={t('pipelineDesign.moveKeys')}
        >
          <span className="stage-head">
            <GripVertical size={14} aria-hidden />
            {stage.kind === 'open' ? (
              <i className="dot" style={{ background: colorOf(stage) }} />
            ) : stage.kind === 'won' ? (
              <Check size={14} aria-label={t('stageKind.won')} />
            ) : (
              <X size={14} aria-label={t('stageKind.lost')} />
            )}
            <strong>{name}</strong>
          </span>
          <span className="stage-facts">
            {stage.kind === 'open' && <span>{format.percent(stage.probability ?? 0, 0)}</span>}
            {stage.staleAfterDays !== undefined && <span>{t('record.days', { count: stage.staleAfterDays })}</span>}
            {records !== undefined && records > 0 && (
              <span>{t('pipelineDesign.records', { count: records, shown: format.number(records) })}</span>
            )}
          </span>
          <span className="stage-parts">{parts.length > 0 ? parts.join(' · ') : t('pipelineDesign.asksNothing')}</span>
        </button>
      </li>
      {after}
    </>
  );
}

const colorOf = (stage: StageDocument) =>
  stage.color ? `light-dark(${stage.color.light}, ${stage.color.dark})` : 'var(--control)';
