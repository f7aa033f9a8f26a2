import { useNavigate, useRouterState } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useForms, usePipelines } from '@/api/forms';
import { useReadOnly } from '@/components/use-read-only';

export type Act = 'search' | 'sheet';

/** A second key of a pair such as G B is waited for no longer than this. */
const pairTime = 1200;

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.closest('input, textarea, select, [role="combobox"], [role="dialog"]') !== null);

/** Keys that work anywhere outside of inputs and dialogs; the sheet (?) lists them. */
export function useShortcuts(act: (act: Act) => void) {
  const navigate = useNavigate();
  const forms = useForms();
  const pipelines = usePipelines();
  const readOnly = useReadOnly();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const first = useRef(0);

  useEffect(() => {
    const current = /^\/f\/([^/]+)/.exec(path)?.[1];
    const form = forms.find((item) => item.key === current) ?? forms.find((item) => item.nav && item.can.read);
    const board = pipelines.find((item) => item.form === form?.key) ?? pipelines[0];
    const go: Record<string, () => unknown> = {
      h: () => navigate({ to: '/' }),
      l: () => form && navigate({ to: '/f/$form', params: { form: form.key } }),
      b: () => board && navigate({ to: '/f/$form/board', params: { form: board.form } }),
      d: () => navigate({ to: '/dashboards' }),
      s: () => navigate({ to: '/settings' }),
    };
    const listen = (event: KeyboardEvent) => {
      const key = event.key.toLowerCase();
      if (key === 'k' && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        return act('search');
      }
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      const second = Date.now() - first.current < pairTime ? go[key] : undefined;
      first.current = key === 'g' ? Date.now() : 0;
      if (second) void second();
      else if (key === '?') act('sheet');
      else if (key === '/') act('search');
      else if (key === 'n' && form?.can.create && !readOnly)
        void navigate({ to: '.', search: (search: Record<string, unknown>) => ({ ...search, new: form.key }) });
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [act, forms, navigate, path, pipelines, readOnly]);
}
