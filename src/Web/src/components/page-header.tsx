import { useEffect, useState, type ReactNode } from 'react';
import { createPortal } from 'react-dom';

export const headerSlot = 'page-header';

/** The title of a screen and what switches it, shown in the top bar; also names the browser tab. */
export function PageHeader({ title, icon, children }: { title: string; icon?: ReactNode; children?: ReactNode }) {
  const [slot, setSlot] = useState<HTMLElement | null>(null);
  useEffect(() => setSlot(document.getElementById(headerSlot)), []);
  useEffect(() => {
    document.title = title ? `${title} – NoCodeCrm` : 'NoCodeCrm';
  }, [title]);
  return (
    slot &&
    createPortal(
      <>
        {icon}
        <h1>{title}</h1>
        {children}
      </>,
      slot,
    )
  );
}
