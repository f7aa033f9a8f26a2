import { draggable, dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { Button } from 'antd';
import { ArrowDown, ArrowUp, ChevronDown, ChevronRight, GripVertical } from 'lucide-react';
import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import './sortable-list.css';

type Props<T extends { id: number }> = {
  label: string;
  items: readonly T[];
  nameOf: (item: T) => string;
  /** Beside the name. */
  headOf?: (item: T) => ReactNode;
  actsOf?: (item: T) => ReactNode;
  open: ReadonlySet<number>;
  onOpen: (id: number, open: boolean) => void;
  onMove: (from: number, to: number) => void;
  children: (item: T) => ReactNode;
};

/** Parts from top to bottom, each opening to its settings; moved by drag, with Alt and the arrow keys, or by buttons where neither is at hand. */
export function SortableList<T extends { id: number }>(props: Props<T>) {
  const { t } = useTranslation();
  const list = useId();
  const [spoken, setSpoken] = useState('');
  const { items, nameOf, onMove } = props;
  const move = (from: number, to: number) => {
    const item = items[from];
    if (!item || to < 0 || to >= items.length || from === to) return;
    onMove(from, to);
    setSpoken(t('sortable.moved', { name: nameOf(item), place: to + 1 }));
  };
  return (
    <>
      <ol className="sortable" aria-label={props.label}>
        {items.map((item, index) => (
          <Line key={item.id} {...props} list={list} item={item} index={index} onMove={move} />
        ))}
      </ol>
      <div className="visually-hidden" role="status">
        {spoken}
      </div>
    </>
  );
}

type LineProps<T extends { id: number }> = Props<T> & { list: string; item: T; index: number };

function Line<T extends { id: number }>({ list, item, index, ...props }: LineProps<T>) {
  const { t } = useTranslation();
  const element = useRef<HTMLLIElement>(null);
  const handle = useRef<HTMLSpanElement>(null);
  const [isOver, setOver] = useState(false);
  const now = useRef({ index, onMove: props.onMove });
  useEffect(() => {
    now.current = { index, onMove: props.onMove };
  });
  useEffect(() => {
    if (!element.current || !handle.current) return;
    const ends = [
      draggable({
        element: element.current,
        dragHandle: handle.current,
        getInitialData: () => ({ list, place: now.current.index }),
      }),
      dropTargetForElements({
        element: element.current,
        canDrop: ({ source }) => source.data['list'] === list,
        onDragEnter: () => setOver(true),
        onDragLeave: () => setOver(false),
        onDrop: ({ source }) => {
          setOver(false);
          now.current.onMove(Number(source.data['place']), now.current.index);
        },
      }),
    ];
    return () => ends.forEach((end) => end());
  }, [list]);
  const keyDown = (event: KeyboardEvent<HTMLButtonElement>) => {
    const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
    if (!event.altKey || step === 0) return;
    event.preventDefault();
    const button = event.currentTarget;
    props.onMove(index, index + step);
    // Moving a node in the document can take its focus away.
    requestAnimationFrame(() => button.focus());
  };
  const isOpen = props.open.has(item.id);
  return (
    <li ref={element} className={isOver ? 'over' : undefined} data-section={item.id}>
      <div className="sortable-head">
        <span ref={handle} className="sortable-grip" aria-hidden>
          <GripVertical size={16} />
        </span>
        <button
          type="button"
          aria-expanded={isOpen}
          title={t('sortable.keys')}
          onClick={() => props.onOpen(item.id, !isOpen)}
          onKeyDown={keyDown}
        >
          {isOpen ? <ChevronDown size={16} aria-hidden /> : <ChevronRight size={16} aria-hidden />}
          <strong>{props.nameOf(item)}</strong>
          {props.headOf?.(item)}
        </button>
        {props.actsOf?.(item)}
      </div>
      {isOpen && (
        <div className="sortable-body settings-body">
          {props.children(item)}
          <div className="sortable-moves">
            <Button
              size="small"
              disabled={index === 0}
              aria-label={t('itemList.up', { name: props.nameOf(item) })}
              icon={<ArrowUp size={14} />}
              onClick={() => props.onMove(index, index - 1)}
            />
            <Button
              size="small"
              disabled={index === props.items.length - 1}
              aria-label={t('itemList.down', { name: props.nameOf(item) })}
              icon={<ArrowDown size={14} />}
              onClick={() => props.onMove(index, index + 1)}
            />
          </div>
        </div>
      )}
    </li>
  );
}
