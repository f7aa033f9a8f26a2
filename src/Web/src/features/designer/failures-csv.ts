import type { Conversion } from '@/api/definitions';

/** A cell as spreadsheets read it; what they would take for a formula is text. */
export function cell(value: string): string {
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export const failuresCsv = (conversion: Conversion, heads: string[]): string =>
  [['id', ...heads], ...conversion.failures.map(({ id, title, value, reason }) => [String(id), title ?? '', value ?? '', reason])]
    .map((row) => row.map(cell).join(','))
    .join('\r\n');

/** Saves the listed values that do not fit as a file. */
export function saveFailures(conversion: Conversion, name: string, heads: string[]) {
  const address = URL.createObjectURL(new Blob(['\uFEFF', failuresCsv(conversion, heads)], { type: 'text/csv' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = `${name}.csv`;
  link.click();
  URL.revokeObjectURL(address);
}
