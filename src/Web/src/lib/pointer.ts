/** What stands at a JSON Pointer (RFC 6901) in a document; undefined where nothing does. */
export function at(document: unknown, pointer: string): unknown {
  let here = document;
  for (const step of pointer.split('/').slice(1)) {
    if (typeof here !== 'object' || here === null) return undefined;
    here = (here as Record<string, unknown>)[step.replaceAll('~1', '/').replaceAll('~0', '~')];
  }
  return here;
}
