/** Forms of texts that people ask for, as patterns of the keyword subset. */
export const patterns = {
  digits: '^[0-9]+$',
  letters: '^[A-Za-z]+$',
  lettersDigits: '^[A-Za-z0-9]+$',
  mobile: '^1[3-9][0-9]{9}$',
  idCard: '^[0-9]{17}[0-9X]$',
  creditCode: '^[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}$',
  postcodeCn: '^[0-9]{6}$',
  zipUs: '^[0-9]{5}(-[0-9]{4})?$',
  ipv4: '^([0-9]{1,3}\\.){3}[0-9]{1,3}$',
} as const;
export type PatternName = keyof typeof patterns;

export const presetOf = (pattern: string | undefined): PatternName | undefined =>
  (Object.keys(patterns) as PatternName[]).find((name) => patterns[name] === pattern);

const classes: [RegExp, string][] = [
  [/[0-9]/, '[0-9]'],
  [/[A-Z]/, '[A-Z]'],
  [/[a-z]/, '[a-z]'],
  [/\p{Script=Han}/u, '[\\u4E00-\\u9FFF]'],
];

/** What looks like the example: the same kinds of characters in the same numbers, everything else as it stands. */
export function patternFromExample(example: string): string {
  const kinds = [...example].map(
    (letter) => classes.find(([test]) => test.test(letter))?.[1] ?? letter.replace(/[\\^$.*+?()[\]{}|/]/, '\\$&'),
  );
  let pattern = '';
  for (let at = 0; at < kinds.length;) {
    let end = at + 1;
    while (kinds[end] === kinds[at]) end++;
    pattern += kinds[at] + (end - at > 1 ? `{${end - at}}` : '');
    at = end;
  }
  return pattern === '' ? '' : `^${pattern}$`;
}
