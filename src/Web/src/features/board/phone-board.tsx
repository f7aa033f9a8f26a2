import { useRef } from 'react';
import type { BoardColumn, Stage } from '@/api/types';
import { stageColor } from '@/lib/stage';
import { useStored } from '@/lib/storage';
import { useText } from '@/lib/text';
import { useFormat } from '@/lib/use-format';
import { Column, type ColumnProps } from './column';

type Props = { columns: { stage: Stage; column: BoardColumn }[]; common: Omit<ColumnProps, 'stage' | 'column'> };
const swipe = 60;

/** One stage at a time; the strip of stages is the tabs, a swipe goes to the next. */
export function PhoneBoard({ columns, common }: Props) {
  const text = useText();
  const format = useFormat();
  const [key, setKey] = useStored(`board.stage.${common.pipeline.key}`, columns[0]?.stage.key ?? '');
  const index = Math.max(
    columns.findIndex((item) => item.stage.key === key),
    0,
  );
  const shown = columns[index];
  const start = useRef<{ x: number; y: number } | null>(null);
  if (!shown) return null;
  return (
    <div
      className="phone-board"
      onTouchStart={(event) => {
        const touch = event.touches[0];
        start.current = touch ? { x: touch.clientX, y: touch.clientY } : null;
      }}
      onTouchEnd={(event) => {
        const touch = event.changedTouches[0];
        if (!touch || !start.current) return;
        const x = touch.clientX - start.current.x;
        if (Math.abs(x) < swipe || Math.abs(x) < 2 * Math.abs(touch.clientY - start.current.y)) return;
        const next = columns[index + (x < 0 ? 1 : -1)];
        if (next) setKey(next.stage.key);
      }}
    >
      <div className="stage-tabs" role="tablist">
        {columns.map(({ stage, column }) => (
          <button
            key={stage.key}
            type="button"
            role="tab"
            aria-selected={stage.key === shown.stage.key}
            style={{ borderBottomColor: stageColor(stage) }}
            onClick={() => setKey(stage.key)}
          >
            {text(stage.title, stage.key)} <span className="figure">{format.number(column.count)}</span>
          </button>
        ))}
      </div>
      <Column key={shown.stage.key} {...common} stage={shown.stage} column={shown.column} />
    </div>
  );
}
