import { useVirtualizer } from '@tanstack/react-virtual';
import { Checkbox } from 'antd';
import { useEffect, useRef, type CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordData } from '@/api/types';
import { fieldType } from '@/fields/registry';
import { useAppearance } from '@/lib/appearance';
import type { Field, FormModel } from '@/lib/form-model';
import { useTodoTitle } from '@/lib/key-tasks';
import { ColumnHead } from './column-head';
import { RecordRow } from './record-row';

type Props = {
  model: FormModel;
  columns: Field[];
  records: RecordData[];
  total: number | undefined;
  sort: string;
  onSort: (sort: string) => void;
  selected: Set<number>;
  onSelect: (selected: Set<number>) => void;
  hasMore: boolean;
  onMore: () => void;
  place: string;
};

/** Where each list was left, so that coming back shows the same rows. */
const places = new Map<string, number>();
const titleWidth = 260;

export function RecordTable(props: Props) {
  const { model, columns, records, hasMore, onMore, place, selected, onSelect } = props;
  const { t } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  const { density } = useAppearance();
  const titleOf = useTodoTitle(model.key);
  const rowHeight = density === 'compact' ? 32 : 40;
  const rows = useVirtualizer({
    count: records.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    initialOffset: places.get(place) ?? 0,
  });
  useEffect(() => rows.measure(), [rows, rowHeight]);
  const last = rows.getVirtualItems().at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasMore && last >= records.length - 20) onMore();
  }, [hasMore, last, records.length, onMore]);

  const widths = columns.map((field, index) => (index === 0 ? titleWidth : (fieldType(field.type).width ?? 160)));
  const template = { '--columns': `40px ${widths.map((width) => `minmax(${width}px, ${width}fr)`).join(' ')}` } as CSSProperties;
  const toggle = (id: number) => {
    const next = new Set(selected);
    if (!next.delete(id)) next.add(id);
    onSelect(next);
  };
  const allSelected = records.length > 0 && records.every((record) => selected.has(record.id));

  return (
    <div
      ref={scroller}
      className="table-scroll"
      tabIndex={0}
      role="region"
      aria-label={t('nav.list')}
      onScroll={(event) => places.set(place, event.currentTarget.scrollTop)}
    >
      <div className="table" role="table" aria-rowcount={props.total ?? -1} style={template}>
        <div className="table-row table-head" role="row">
          <span role="columnheader" className="table-check">
            <Checkbox
              aria-label={t('list.selectAll')}
              checked={allSelected}
              indeterminate={selected.size > 0 && !allSelected}
              onChange={() => onSelect(allSelected ? new Set() : new Set(records.map((record) => record.id)))}
            />
          </span>
          {columns.map((field) => (
            <ColumnHead key={field.key} field={field} sort={props.sort} onSort={props.onSort} />
          ))}
        </div>
        <div role="rowgroup" className="table-body" style={{ height: rows.getTotalSize() }}>
          {rows.getVirtualItems().map((item) => {
            const record = records[item.index];
            return (
              record && (
                <RecordRow
                  key={record.id}
                  index={item.index}
                  offset={item.start}
                  model={model}
                  columns={columns}
                  record={record}
                  titleOf={titleOf}
                  selected={selected.has(record.id)}
                  onToggle={toggle}
                />
              )
            );
          })}
        </div>
      </div>
    </div>
  );
}
