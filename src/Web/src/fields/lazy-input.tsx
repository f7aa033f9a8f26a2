import { lazy, Suspense, type ComponentType } from 'react';
import type { InputProps } from './types';

/** An input that is fetched when a form first needs it: lists and boards show values without paying for pickers. */
export function lazyInput(load: () => Promise<ComponentType<InputProps>>): ComponentType<InputProps> {
  const Loaded = lazy(async () => ({ default: await load() }));
  return function LazyInput(props: InputProps) {
    return (
      <Suspense fallback={<span className="input-pending" />}>
        <Loaded {...props} />
      </Suspense>
    );
  };
}
