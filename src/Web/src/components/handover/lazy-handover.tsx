import { lazy, Suspense, type ComponentProps } from 'react';

const Drawer = lazy(async () => ({ default: (await import('./handover-drawer')).HandoverDrawer }));

export function LazyHandover(props: ComponentProps<typeof Drawer>) {
  return (
    <Suspense fallback={null}>
      <Drawer {...props} />
    </Suspense>
  );
}
