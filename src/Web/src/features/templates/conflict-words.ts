const silent = new Set(['properties', 'x-field', 'x-form']);

/** The place within a document as a person would say it: the way there, without what only the format needs. */
export const pathWords = (path: string): string =>
  path
    .split('/')
    .slice(1)
    .map((step) => step.replace(/~1/g, '/').replace(/~0/g, '~'))
    .filter((step) => !silent.has(step))
    .map((step) => step.replace(/^#\/properties\//, ''))
    .join(' › ');

/** A value as text: words as they are, lists of words by line, everything else as JSON. */
export const valueText = (value: unknown): string =>
  typeof value === 'string'
    ? value
    : Array.isArray(value) && value.every((item) => typeof item === 'string')
      ? value.join('\n')
      : JSON.stringify(value, null, 2);
