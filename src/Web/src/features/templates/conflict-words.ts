/** A value as text: words as they are, lists of words by line, everything else as JSON. */
export const valueText = (value: unknown): string =>
  typeof value === 'string'
    ? value
    : Array.isArray(value) && value.every((item) => typeof item === 'string')
      ? value.join('\n')
      : JSON.stringify(value, null, 2);
