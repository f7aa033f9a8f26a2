import { cloneElement, lazy, Suspense, useState, type ReactElement } from 'react';

const NewMenu = lazy(() => import('./new-menu'));

type Props = { placement?: 'top'; children: ReactElement<{ onClick?: () => void }> };

/** The button behind which the menu of new records waits; menus are no part of the first load. */
export function NewTrigger({ placement, children }: Props) {
  const [asked, setAsked] = useState(false);
  if (!asked) return cloneElement(children, { onClick: () => setAsked(true) });
  return (
    <Suspense fallback={children}>
      <NewMenu placement={placement}>{children}</NewMenu>
    </Suspense>
  );
}
