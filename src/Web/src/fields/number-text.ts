/** What a person typed as a number: separators, full-width digits and currency signs are fine. */
export function parseNumber(text: string, scale: number): number | null | 'unreadable' | 'tooLong' {
  const plain = text
    .replace(/[０-９．－，]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
    .replace(/[\s,_%]|\p{Sc}/gu, '')
    .replace(/[−–]/g, '-');
  if (plain === '') return null;
  if (!/^-?(\d+\.?\d*|\.\d+)$/.test(plain)) return 'unreadable';
  const [whole = '', decimals = ''] = plain.replace('-', '').split('.');
  const significant = (whole + decimals).replace(/^0+/, '').length;
  // A double holds 15 decimal digits exactly; beyond that the amount saved would differ from the amount typed.
  if (significant > 15 || decimals.replace(/0+$/, '').length > scale) return 'tooLong';
  return Number(plain);
}
