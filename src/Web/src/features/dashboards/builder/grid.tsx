import { useQuery } from '@tanstack/react-query';
import { Button, Dropdown } from 'antd';
import { EllipsisVertical, GripVertical, Pencil } from 'lucide-react';
import { useState, type KeyboardEvent } from 'react';
import { GridLayout, useContainerWidth, type Layout } from 'react-grid-layout';
import { useTranslation } from 'react-i18next';
import { ApiError } from '@/api/client';
import { reportQuery, type Widget, type WidgetAnswer } from '@/api/reports';
import { useText } from '@/lib/text';
import { isStill } from '@/widgets/registry';
import { WidgetCard } from '@/widgets/widget-card';
import { arranged, columns, inOrder, withPlaces, type Place } from '@/widgets/arrange';
import 'react-grid-layout/css/styles.css';
import './grid.css';

type Props = {
  widgets: Widget[];
  /** What the server said of a widget when the page was saved. */
  faults: Map<string, string>;
  onChange: (widgets: Widget[], tag?: string) => void;
  onEdit: (id: string) => void;
  onCopy: (id: string) => void;
  onRemove: (id: string) => void;
};

/** The page while it is arranged: by mouse, or by the arrow keys on a widget's handle. */
export function EditGrid({ widgets, faults, onChange, onEdit, onCopy, onRemove }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const { width, mounted, containerRef } = useContainerWidth();
  const [said, setSaid] = useState('');
  const taken = (layout: Layout) =>
    onChange(
      withPlaces(
        widgets,
        new Map(layout.map((item): [string, Place] => [item.i, { x: item.x, y: item.y, w: item.w, h: item.h }])),
      ),
    );
  const move = (widget: Widget, place: Place) => {
    const next = arranged(widgets, widget.id, place);
    onChange(next, `move ${widget.id}`);
    const at = next.find((item) => item.id === widget.id)?.layout ?? place;
    setSaid(
      t('builder.movedTo', { title: text(widget.title, widget.id), column: at.x + 1, row: at.y + 1, width: at.w, height: at.h }),
    );
  };
  return (
    <div ref={containerRef} className="edit-grid">
      <p className="visually-hidden" role="status">
        {said}
      </p>
      {mounted && (
        <GridLayout
          width={width}
          layout={widgets.map(({ id, layout }) => ({ i: id, ...layout, minW: 2, minH: 1, maxH: 50 }))}
          gridConfig={{ cols: columns, rowHeight: 56, margin: [12, 12], containerPadding: [0, 0] }}
          dragConfig={{ enabled: true, handle: '.widget-handle' }}
          resizeConfig={{ enabled: true, handles: ['se'] }}
          onDragStop={taken}
          onResizeStop={taken}
        >
          {inOrder(widgets).map((widget) => (
            <div key={widget.id}>
              <EditCard
                widget={widget}
                fault={faults.get(widget.id)}
                onMove={(place) => move(widget, place)}
                onEdit={() => onEdit(widget.id)}
                onCopy={() => onCopy(widget.id)}
                onRemove={() => onRemove(widget.id)}
              />
            </div>
          ))}
        </GridLayout>
      )}
    </div>
  );
}

type CardProps = {
  widget: Widget;
  fault: string | undefined;
  onMove: (place: Place) => void;
  onEdit: () => void;
  onCopy: () => void;
  onRemove: () => void;
};

function steps(event: KeyboardEvent, place: Place): Place | null {
  const [x, y] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key] ?? [];
  if (x === undefined || y === undefined) return null;
  return event.shiftKey ? { ...place, w: place.w + x, h: place.h + y } : { ...place, x: place.x + x, y: place.y + y };
}

function EditCard({ widget, fault, onMove, onEdit, onCopy, onRemove }: CardProps) {
  const { t } = useTranslation();
  const text = useText();
  const answer = useAnswer(widget);
  const title = text(widget.title, t(`dashboards.kind.${widget.type}`));
  return (
    <>
      <WidgetCard
        widget={widget}
        answer={answer}
        placed
        onPick={() => undefined}
        repair={
          <Button size="small" onClick={onEdit}>
            {t('builder.repair')}
          </Button>
        }
        actions={
          <span className="widget-tools">
            <button
              type="button"
              className="icon-button widget-handle"
              aria-label={t('builder.handle', { title })}
              title={t('builder.handleHint')}
              onKeyDown={(event) => {
                const place = steps(event, widget.layout);
                if (!place) return;
                event.preventDefault();
                onMove(place);
              }}
            >
              <GripVertical size={16} aria-hidden />
            </button>
            <button type="button" className="icon-button" aria-label={t('builder.editWidget', { title })} onClick={onEdit}>
              <Pencil size={16} aria-hidden />
            </button>
            <Dropdown
              trigger={['click']}
              autoFocus
              menu={{
                items: [
                  { key: 'copy', label: t('builder.duplicate') },
                  { key: 'remove', danger: true, label: t('common.remove') },
                ],
                onClick: ({ key }) => (key === 'copy' ? onCopy() : onRemove()),
              }}
            >
              <button type="button" className="icon-button" aria-label={t('dashboards.more', { title })}>
                <EllipsisVertical size={16} aria-hidden />
              </button>
            </Dropdown>
          </span>
        }
      />
      {fault && (
        <p className="widget-fault" role="alert">
          {fault}
        </p>
      )}
    </>
  );
}

/** The answer to a widget that may not have been saved yet. */
function useAnswer(widget: Widget): WidgetAnswer | undefined {
  const { t } = useTranslation();
  const { data, error } = useQuery({
    ...reportQuery(widget.query ?? { source: '' }),
    enabled: !isStill(widget.type) && widget.query !== undefined,
  });
  if (!error) return data;
  return {
    problem:
      error instanceof ApiError
        ? { detail: error.status === 0 ? t('state.offline') : error.message, errors: error.errors }
        : { detail: t('state.failedTitle') },
  };
}
