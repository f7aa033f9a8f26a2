import { useEffect } from 'react';

// While one of these is open Escape is theirs.
const open = [
  '.ant-modal-wrap',
  '.ant-drawer-open',
  '.ant-dropdown:not(.ant-dropdown-hidden)',
  '.ant-select-dropdown:not(.ant-select-dropdown-hidden)',
  '.ant-picker-dropdown:not(.ant-picker-dropdown-hidden)',
].join();

/** As long as it is on, the page has the whole window, and the screen where the browser lets it; Escape leaves. */
export function usePageFull(on: boolean, onLeave: () => void) {
  useEffect(() => {
    if (!on) return;
    const root = document.documentElement;
    root.classList.add('page-full');
    // Refused where nobody has clicked, as when the address was opened: the window is full all the same.
    void root.requestFullscreen?.().catch(() => undefined);
    const changed = () => {
      if (!document.fullscreenElement) onLeave();
    };
    const key = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented && !document.querySelector(open)) onLeave();
    };
    document.addEventListener('fullscreenchange', changed);
    document.addEventListener('keydown', key);
    return () => {
      document.removeEventListener('fullscreenchange', changed);
      document.removeEventListener('keydown', key);
      root.classList.remove('page-full');
      if (document.fullscreenElement) void document.exitFullscreen().catch(() => undefined);
    };
  }, [on, onLeave]);
}
