import { lazy, Suspense } from 'react';
import type { MovePanelProps } from './move-panel';

const Panel = lazy(async () => ({ default: (await import('./move-panel')).MovePanel }));

/** The panel brings the form's inputs along, so it is fetched at the first refusal. */
export const MovePanel = (props: MovePanelProps) => (
  <Suspense fallback={null}>
    <Panel {...props} />
  </Suspense>
);
