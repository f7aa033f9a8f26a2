import { useEffect, useState, type ComponentType, type ReactNode } from 'react';

/**
 * A component that is fetched when it is first shown; until then `fallback` stands in its place. Not React.lazy, which
 * holds back what follows a fallback for 300 ms: that suits a page, and is felt in a form.
 */
export function late<P extends object>(load: () => Promise<ComponentType<P>>, fallback: ReactNode = null): ComponentType<P> {
  let Part: ComponentType<P> | undefined;
  let loading: Promise<void> | undefined;
  const fetched = () =>
    (loading ??= load().then(
      (part) => {
        Part = part;
      },
      (error: unknown) => {
        loading = undefined; // the next one to be shown asks again
        throw error;
      },
    ));
  return function Late(props: P) {
    const [failure, setFailure] = useState<Error>();
    const [, setThere] = useState(Part !== undefined);
    useEffect(() => {
      if (!Part) void fetched().then(() => setThere(true), setFailure);
    }, []);
    if (failure) throw failure;
    return Part ? <Part {...props} /> : fallback;
  };
}
