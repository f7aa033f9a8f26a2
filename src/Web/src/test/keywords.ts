/** Where a keyword stands in a document. */
export type Path = readonly (string | number)[];
type Members = Record<string | number, unknown>;

const membersOf = (value: unknown): [string, unknown][] =>
  typeof value === 'object' && value !== null ? Object.entries(value) : [];
const isText = (value: unknown) => membersOf(value).some(([name]) => name === 'en');
/** Lists of keys, and texts by language, are set as a whole. */
const isWhole = (value: unknown) =>
  Array.isArray(value) ? value.every((item) => Array.isArray(item) || membersOf(item).length === 0) : isText(value);

/** What is empty says nothing; no entries in a list may: nobody at all. */
const isEmpty = (value: unknown) =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && membersOf(value).length === 0;

/** Every keyword, and those within; the items of a list have theirs too. */
export function keywords(value: unknown, at: Path = []): Path[] {
  return membersOf(value).flatMap(([name, inner]) => {
    const path = [...at, name];
    if (isEmpty(inner)) return [];
    if (isWhole(inner)) return [path];
    if (Array.isArray(inner)) return [path, ...inner.flatMap((item, index) => keywords(item, [...path, index]))];
    return [path, ...keywords(inner, path)];
  });
}

/** The same with the opposite of a yes or no there, another number, nothing written or chosen, and without anything else. */
export function changed<T>(value: T, [step, ...rest]: Path): T {
  if (step === undefined) return value;
  if (Array.isArray(value)) return value.with(Number(step), changed(value[Number(step)] as unknown, rest)) as T;
  const copy = { ...(value as Members) };
  if (rest.length > 0) copy[step] = changed(copy[step], rest);
  else if (typeof copy[step] === 'boolean') copy[step] = !copy[step];
  else if (typeof copy[step] === 'number') copy[step] += 1;
  else if (typeof copy[step] === 'string') copy[step] = '';
  else if (isText(copy[step])) copy[step] = {};
  else delete copy[step];
  return copy as T;
}

/** Without the places in lists: what holds for one item holds for the next. */
export const anywhere = (path: Path) => path.filter((step) => typeof step !== 'number').join(' ');

/** Takes of keywords alike only the first that comes by: one tells for all. */
export function firsts() {
  const seen = new Set<string>();
  const take = (paths: readonly Path[], nameOf: (path: Path) => string = anywhere) =>
    paths.filter((path) => {
      const isFirst = !seen.has(nameOf(path));
      seen.add(nameOf(path));
      return isFirst;
    });
  return { seen: seen as ReadonlySet<string>, take };
}

/** How settings look with a document. */
export type Pane<T> = (doc: T) => string;

/** Keywords that no pane shows: with and without them all of the panes look alike. */
export function unseen<T>(doc: T, paths: readonly Path[], panesOf: (path: Path) => readonly Pane<T>[]): Path[] {
  const wholes = new Map<Pane<T>, string>();
  const whole = (pane: Pane<T>) => wholes.get(pane) ?? wholes.set(pane, pane(doc)).get(pane);
  let likely = 0;
  return paths.filter((path) => {
    const without = changed(doc, path);
    const panes = panesOf(path);
    const shows = (pane: Pane<T> | undefined) => pane !== undefined && pane(without) !== whole(pane);
    // Keywords that stand together are mostly set together.
    if (shows(panes[likely])) return false;
    const found = panes.findIndex((pane, index) => index !== likely && shows(pane));
    if (found >= 0) likely = found;
    return found < 0;
  });
}
