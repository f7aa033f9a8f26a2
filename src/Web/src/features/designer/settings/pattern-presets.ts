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
