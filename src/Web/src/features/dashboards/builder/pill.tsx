import { Button, Popover } from 'antd';
import { X } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useDraggable, useDropTarget, type Dragged } from './use-drag';

type Props = {
  id: string;
  label: string;
  /** Why it can't be asked any more. */
  gone?: boolean;
  note?: string;
  settings: (close: () => void) => ReactNode;
  onRemove: () => void;
  onDropBefore: (dragged: Dragged) => void;
  takes: (dragged: Dragged) => boolean;
};

/** A thing in a well: a click opens its settings, dragging moves it. */
export function Pill({ id, label, gone, note, settings, onRemove, onDropBefore, takes }: Props) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const drag = useDraggable<HTMLSpanElement>({ kind: 'item', id });
  const drop = useDropTarget<HTMLLIElement>(takes, onDropBefore);
  return (
    <li ref={drop.ref} className={drop.over ? 'pill-place over' : 'pill-place'}>
      <span ref={drag} className={gone ? 'pill gone' : 'pill'}>
        <Popover
          trigger="click"
          placement="leftTop"
          open={open}
          onOpenChange={setOpen}
          destroyOnHidden
          title={label}
          content={<div className="pill-settings">{settings(() => setOpen(false))}</div>}
        >
          <button type="button" className="pill-name" aria-expanded={open}>
            <span>{label}</span>
            {note && <small>{note}</small>}
          </button>
        </Popover>
        <Button
          type="text"
          size="small"
          aria-label={t('builder.remove', { name: label })}
          icon={<X size={14} />}
          onClick={onRemove}
        />
      </span>
    </li>
  );
}
