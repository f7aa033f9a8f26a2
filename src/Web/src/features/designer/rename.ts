/** Another name for a field within an expression; texts in quotes and members of other records stay. */
export const renameInExpression = (source: string, from: string, to: string): string => renameAll(source, new Map([[from, to]]));

/** Several at once, so that a new name may be the old one of another. */
export function renameAll(source: string, names: ReadonlyMap<string, string>): string {
  return source.replace(
    /'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|(\.?)\b([A-Za-z_]\w*)\b/g,
    (whole, dot: string | undefined, name: string | undefined) => (dot === '' && name !== undefined && names.get(name)) || whole,
  );
}
