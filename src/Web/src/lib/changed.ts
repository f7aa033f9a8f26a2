/** A copy without the members that are undefined. */
export const dropUndefined = <T extends object>(thing: T): T =>
  Object.fromEntries(Object.entries(thing).filter(([, value]) => value !== undefined)) as T;

/** Changes members in place; one that becomes undefined goes. */
export const changed = <T extends object>(thing: T, changes: Partial<T>): T => dropUndefined({ ...thing, ...changes });
