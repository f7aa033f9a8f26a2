import { autoScrollForElements } from '@atlaskit/pragmatic-drag-and-drop-auto-scroll/element';
import { monitorForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef } from 'react';
import type { Pipeline, RecordData, Stage } from '@/api/types';
import { MovePanel } from '@/components/move/lazy-move-panel';
import { useMove } from '@/components/move/use-move';
import { Failed, Loading } from '@/components/states';
import type { FormModel } from '@/lib/form-model';
import { usePhone } from '@/lib/media';
import { stageOf } from '@/lib/stage';
import { useStored } from '@/lib/storage';
import { mergeTitles, TitlesContext } from '@/lib/titles';
import { boardQuery, type BoardSearch } from './board-query';
import { Column } from './column';
import { PhoneBoard } from './phone-board';
import { Rail } from './rail';

type Props = BoardSearch & { pipeline: Pipeline; model: FormModel };

export function BoardView({ pipeline, model, filter, search }: Props) {
  const phone = usePhone();
  const board = useQuery(boardQuery(pipeline, { filter, search }));
  const titleOf = useCallback((record: RecordData) => String(record[model.titleKey] ?? `#${record.id}`), [model.titleKey]);
  const moving = useMove(pipeline.form, titleOf);
  const [opened, setOpened] = useStored<string[]>(`board.opened.${pipeline.key}`, []);
  const scroller = useRef<HTMLDivElement>(null);
  const titles = useMemo(() => mergeTitles(board.data?.titles), [board.data]);

  const drop = useRef<(record: RecordData, to: string) => void>(() => undefined);
  drop.current = (record, to) => {
    const stage = stageOf(pipeline, to);
    if (stage && record[pipeline.field] !== to) void moving.move(pipeline, record, stage);
  };
  useEffect(
    () =>
      monitorForElements({
        onDrop: ({ source, location }) => {
          const to = location.current.dropTargets[0]?.data['stage'];
          const record = source.data['record'];
          if (typeof to === 'string' && record) drop.current(record as RecordData, to);
        },
      }),
    [],
  );
  useEffect(
    () => (scroller.current ? autoScrollForElements({ element: scroller.current }) : undefined),
    [board.isSuccess, phone],
  );

  if (board.isPending)
    return (
      <div className="page">
        <Loading rows={8} />
      </div>
    );
  if (board.isError) return <Failed error={board.error} onRetry={() => void board.refetch()} />;

  const common = {
    pipeline,
    model,
    sort: board.data.sort,
    filter,
    search,
    pending: moving.pending,
    onMove: (record: RecordData, to: Stage) => void moving.move(pipeline, record, to),
  };
  const columns = pipeline.stages.flatMap((stage) => {
    const column = board.data.columns.find((item) => item.stage === stage.key);
    return column ? [{ stage, column }] : [];
  });
  const isOpen = ({ stage }: { stage: Stage }) => stage.kind === 'open' || opened.includes(stage.key);
  return (
    <TitlesContext value={titles}>
      <div aria-live="assertive" className="visually-hidden">
        {moving.announcement}
      </div>
      {phone ? (
        <PhoneBoard columns={columns} common={common} />
      ) : (
        <div className="board" ref={scroller}>
          {columns.filter(isOpen).map(({ stage, column }) => (
            <Column
              key={stage.key}
              {...common}
              stage={stage}
              column={column}
              onClose={stage.kind === 'open' ? undefined : () => setOpened(opened.filter((key) => key !== stage.key))}
            />
          ))}
          <div className="rails">
            {columns
              .filter((item) => !isOpen(item))
              .map(({ stage, column }) => (
                <Rail key={stage.key} stage={stage} column={column} onOpen={() => setOpened([...opened, stage.key])} />
              ))}
          </div>
        </div>
      )}
      {moving.refusal && (
        <MovePanel
          pipeline={pipeline}
          refusal={moving.refusal}
          title={titleOf(moving.refusal.record)}
          titles={titles}
          moving={moving.isMoving}
          onClose={moving.dismiss}
          onMove={(extra) => moving.refusal && void moving.move(pipeline, moving.refusal.record, moving.refusal.to, extra)}
        />
      )}
    </TitlesContext>
  );
}
