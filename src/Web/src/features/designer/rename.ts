/** Another name for a field within an expression; texts in quotes and members of other records stay. */
export function renameInExpression(source: string, from: string, to: string): string {
  return source.replace(
    /'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|(\.?)\b([A-Za-z_]\w*)\b/g,
    (whole, dot: string | undefined, name: string | undefined) => (dot === '' && name === from ? to : whole),
  );
}
