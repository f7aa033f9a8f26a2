import { createContext, useContext, useMemo, useSyncExternalStore } from 'react';

/** The other values of the form that an input stands in; null outside of one. */
export type FieldValues = {
  value: (key: string) => unknown;
  subscribeTo: (key: string) => (listener: () => void) => () => void;
};
export const FieldValuesContext = createContext<FieldValues | null>(null);

const never = () => () => {};

/** Follows one other value; null without a key or outside a form. */
export function useOtherValue(key: string | undefined): unknown {
  const values = useContext(FieldValuesContext);
  const subscribe = useMemo(() => (values && key ? values.subscribeTo(key) : never), [values, key]);
  return useSyncExternalStore(subscribe, () => (values && key ? values.value(key) : null));
}
