import { useTranslation } from 'react-i18next';
import type { BoardColumn, Stage } from '@/api/types';
import { stageColor } from '@/lib/stage';
import { useText } from '@/lib/text';
import { useFormat } from '@/lib/use-format';
import { useDropTarget } from './use-drop-target';

/** A closed stage as a narrow place to drop on; opens to a column. */
export function Rail({ stage, column, onOpen }: { stage: Stage; column: BoardColumn; onOpen: () => void }) {
  const { t } = useTranslation();
  const text = useText();
  const format = useFormat();
  const { target, isOver } = useDropTarget(stage.key);
  const name = text(stage.title, stage.key);
  return (
    <section ref={target} data-stage={stage.key} className={isOver ? 'rail-stage over' : 'rail-stage'} aria-label={name}>
      <button type="button" onClick={onOpen} title={t('board.openStage', { stage: name, shown: format.number(column.count) })}>
        <i className="rail-mark" style={{ background: stageColor(stage) }} aria-hidden>
          {stage.kind === 'won' ? '✓' : '✕'}
        </i>
        <span className="rail-name">{name}</span>
        <span className="figure">{format.number(column.count)}</span>
        <span className="figure rail-sum" title={format.money(column.sum ?? 0)}>
          {format.moneyCompact(column.sum ?? 0)}
        </span>
      </button>
    </section>
  );
}
