import { Dropdown } from 'antd';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';

export type Pick = { at: { x: number; y: number }; onFilter?: () => void; onOpen: () => void };

/** Where the last click or key press was meant: menus open there. */
export function usePointer() {
  const at = useRef({ x: 0, y: 0 });
  useEffect(() => {
    const moved = (event: PointerEvent) => {
      at.current = { x: event.clientX, y: event.clientY };
    };
    const pressed = () => {
      const box = document.activeElement?.getBoundingClientRect();
      if (box) at.current = { x: box.left, y: box.bottom };
    };
    window.addEventListener('pointerdown', moved, true);
    window.addEventListener('keydown', pressed, true);
    return () => {
      window.removeEventListener('pointerdown', moved, true);
      window.removeEventListener('keydown', pressed, true);
    };
  }, []);
  return at;
}

/** What a part of a drawing can do: narrow the other widgets, or open its records. */
export function PickMenu({ pick, onClose }: { pick: Pick; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Dropdown
      open
      autoFocus
      trigger={['click']}
      onOpenChange={(open) => !open && onClose()}
      menu={{
        items: [
          ...(pick.onFilter ? [{ key: 'filter', label: t('dashboards.filterOthers') }] : []),
          { key: 'open', label: t('dashboards.openRecords') },
        ],
        onClick: ({ key }) => {
          onClose();
          if (key === 'filter') pick.onFilter?.();
          else pick.onOpen();
        },
      }}
    >
      <span className="pick-anchor" style={{ left: pick.at.x, top: pick.at.y }} />
    </Dropdown>
  );
}
