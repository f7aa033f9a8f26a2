import { autoScrollForElements } from '@atlaskit/pragmatic-drag-and-drop-auto-scroll/element';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useContext, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { BoardColumn, Pipeline, RecordData, Stage } from '@/api/types';
import type { FormModel } from '@/lib/form-model';
import { useText } from '@/lib/text';
import { mergeTitles, TitlesContext } from '@/lib/titles';
import { useColumnCards, type BoardSearch } from './board-query';
import { Card } from './card';
import { columnCards, type Pending } from './column-cards';
import { ColumnHeader } from './column-header';
import { useDropTarget } from './use-drop-target';

export type ColumnProps = BoardSearch & {
  pipeline: Pipeline;
  model: FormModel;
  stage: Stage;
  column: BoardColumn;
  sort: string;
  pending: Pending;
  onMove: (record: RecordData, to: Stage) => void;
  onClose?: () => void;
};
const gap = 8;

export function Column(props: ColumnProps) {
  const { pipeline, model, stage, column, sort, pending, onMove, onClose } = props;
  const { t } = useTranslation();
  const text = useText();
  const body = useRef<HTMLDivElement>(null);
  const { target, isOver } = useDropTarget(stage.key);
  const above = useContext(TitlesContext);
  const { cards: stored, titles, more } = useColumnCards(pipeline, column, sort, props);
  const cards = columnCards(stage.key, stored, pending);
  const rows = useVirtualizer({
    count: cards.length,
    getScrollElement: () => body.current,
    estimateSize: () => 118,
    getItemKey: (index) => cards[index]?.id ?? index,
    gap,
    paddingStart: 4,
    paddingEnd: 16,
    overscan: 4,
  });
  const last = rows.getVirtualItems().at(-1)?.index ?? 0;
  const hasMore = column.count > cards.length;
  useEffect(() => {
    if (hasMore && last >= cards.length - 5) more();
    // eslint-disable-next-line react-hooks/exhaustive-deps -- `more` guards itself
  }, [hasMore, last, cards.length]);
  useEffect(() => (body.current ? autoScrollForElements({ element: body.current }) : undefined), []);

  return (
    <section
      ref={target}
      data-stage={stage.key}
      className={isOver ? 'column over' : 'column'}
      aria-label={text(stage.title, stage.key)}
    >
      <ColumnHeader pipeline={pipeline} stage={stage} column={column} onClose={onClose} filter={props.filter} />
      <TitlesContext value={mergeTitles(above, ...(titles ?? []))}>
        <div
          ref={body}
          className="column-body"
          tabIndex={0}
          role="region"
          aria-label={t('board.cards', { stage: text(stage.title, stage.key) })}
        >
          <ul style={{ height: rows.getTotalSize() }}>
            {rows.getVirtualItems().map((item) => {
              const record = cards[item.index];
              return (
                record && (
                  <li
                    key={record.id}
                    ref={rows.measureElement}
                    data-index={item.index}
                    style={{ transform: `translateY(${item.start}px)` }}
                  >
                    <Card
                      pipeline={pipeline}
                      model={model}
                      stage={stage}
                      record={record}
                      waiting={pending.has(record.id)}
                      onMove={onMove}
                    />
                  </li>
                )
              );
            })}
          </ul>
          {cards.length === 0 && <p className="column-empty">{t('board.emptyColumn')}</p>}
        </div>
      </TitlesContext>
    </section>
  );
}
