// eslint-disable-next-line no-restricted-imports -- its type only
import type { App as AntdApp } from 'antd';
import { lazy, Suspense, useEffect, useSyncExternalStore } from 'react';

/** What can still be done about what was just done, such as taking it back. */
export type Deed = { label: string; act: () => void };
export type Surface = Pick<ReturnType<typeof AntdApp.useApp>, 'message' | 'modal'> & {
  offer: (text: string, deed: Deed) => void;
};
type Confirm = Parameters<Surface['modal']['confirm']>[0];

const load = () => import('./surface');
const LazySurface = lazy(load);
let wanted = false;
let notify = () => {};
let ready: (surface: Surface) => void = () => {};
const surface = new Promise<Surface>((resolve) => {
  ready = resolve;
});

function tell(what: (surface: Surface) => unknown) {
  wanted = true;
  notify();
  void surface.then(what);
}

/** Short notices and questions. What draws them is no part of the first load: it comes when the browser has nothing else to do, or at the first use. */
const message = {
  success: (text: string) => tell((it) => it.message.success(text)),
  error: (text: string) => tell((it) => it.message.error(text)),
  info: (text: string) => tell((it) => it.message.info(text)),
  warning: (text: string) => tell((it) => it.message.warning(text)),
  offer: (text: string, deed: Deed) => tell((it) => it.offer(text, deed)),
};
const modal = {
  confirm: (config: Confirm) => {
    let shown: ReturnType<Surface['modal']['confirm']> | undefined;
    tell((it) => (shown = it.modal.confirm(config)));
    return { destroy: () => shown?.destroy() };
  },
  warning: (config: Confirm) => tell((it) => it.modal.warning(config)),
};
const feedback = { message, modal };

/** In place of antd's `App`, which would bring dialogs and notices along with the first page. */
export const App = { useApp: () => feedback };

const subscribe = (listener: () => void) => {
  notify = listener;
  return () => {
    notify = () => {};
  };
};

/** Stands once in the page, inside the theme. */
export function Feedback() {
  const shown = useSyncExternalStore(subscribe, () => wanted);
  useEffect(() => {
    // Fetched beforehand: the notice that the server cannot be reached must not need the server.
    const early = () => void load().catch(() => undefined);
    const timer = setTimeout(early, 3000);
    return () => clearTimeout(timer);
  }, []);
  return (
    shown && (
      <Suspense fallback={null}>
        <LazySurface onReady={ready} />
      </Suspense>
    )
  );
}
