/** Changes members in place; one that becomes undefined goes. */
export const changed = <T extends object>(thing: T, changes: Partial<T>): T =>
  Object.fromEntries(Object.entries({ ...thing, ...changes }).filter(([, value]) => value !== undefined)) as T;
