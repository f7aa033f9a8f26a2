import { Popover } from 'antd';
import { useEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

type Props = { onClose: () => void; onLeave: () => void; children: () => ReactNode };

/** The answer beside its button: takes the focus, gives it back on Escape, goes when one looks elsewhere. */
export function WhyPop({ onClose, onLeave, children }: Props) {
  return (
    <Popover
      open
      trigger="click"
      // Above, so that the value below stays in sight; pushed in where a phone is too narrow.
      placement="topLeft"
      align={{ overflow: { adjustX: false, adjustY: true, shiftX: true } }}
      arrow={false}
      onOpenChange={(open) => !open && onLeave()}
      content={
        <Content onClose={onClose} onLeave={onLeave}>
          {children}
        </Content>
      }
    >
      <span className="why-anchor" />
    </Popover>
  );
}

function Content({ onClose, onLeave, children }: Props) {
  const { t } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    box.current?.focus({ preventScroll: true });
  }, []);
  return (
    <div
      ref={box}
      className="why-content"
      role="dialog"
      aria-label={t('why.ask')}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        // The form around it stays open.
        event.stopPropagation();
        event.nativeEvent.stopImmediatePropagation();
        onClose();
      }}
      onBlur={(event) => {
        if (event.relatedTarget && !event.currentTarget.contains(event.relatedTarget)) onLeave();
      }}
    >
      {children()}
    </div>
  );
}
