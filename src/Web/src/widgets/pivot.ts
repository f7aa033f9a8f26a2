import type { DrillRow, ReportColumn, ReportData } from '@/api/reports';
import { groupsOf, measuresOf } from './model';

export type PivotLine = { keys: unknown[]; row: DrillRow; cells: (unknown[] | undefined)[]; totals: unknown[] | undefined };
export type Pivot = {
  rowColumns: ReportColumn[];
  across: ReportColumn;
  measures: ReportColumn[];
  /** The values of the last group, in the order of the answer; dates ascending. */
  heads: { value: unknown; row: DrillRow; totals: unknown[] | undefined }[];
  lines: PivotLine[];
  grand: unknown[];
};

const keyOf = (values: unknown[]) => JSON.stringify(values.map((value) => value ?? null));

/** The answer with its last group across; sums at the edges come from the server, so that rates are right there too. Null when there is nothing to turn. */
export function pivotOf(data: ReportData): Pivot | null {
  const groups = groupsOf(data);
  const measures = measuresOf(data);
  const across = groups.at(-1);
  if (!across || groups.length < 2 || measures.length === 0) return null;
  const rowColumns = groups.slice(0, -1);
  const at = (column: ReportColumn) => data.columns.indexOf(column);
  const figures = (row: unknown[]) => measures.map((column) => row[at(column)]);
  const edge = (ids: string[]) => {
    const found = data.subtotals?.find((subtotal) => keyOf(subtotal.by) === keyOf(ids));
    return new Map(found?.rows.map((row) => [keyOf(row.slice(0, ids.length)), row.slice(ids.length)]));
  };
  const ofRows = edge(rowColumns.map((column) => column.id));
  const ofHeads = edge([across.id]);
  const values = new Map<string, unknown>();
  const lines = new Map<string, { keys: unknown[]; byHead: Map<string, unknown[]> }>();
  for (const row of data.rows) {
    const head = row[at(across)] ?? null;
    values.set(keyOf([head]), head);
    const keys = rowColumns.map((column) => row[at(column)] ?? null);
    const line = lines.get(keyOf(keys)) ?? { keys, byHead: new Map<string, unknown[]>() };
    line.byHead.set(keyOf([head]), figures(row));
    lines.set(keyOf(keys), line);
  }
  const ordered = [...values.values()];
  if (across.granularity) ordered.sort((a, b) => String(a ?? '').localeCompare(String(b ?? '')));
  const rowOf = (columns: ReportColumn[], keys: unknown[]): DrillRow =>
    Object.fromEntries(columns.map((column, index) => [column.id, keys[index] ?? null]));
  return {
    rowColumns,
    across,
    measures,
    heads: ordered.map((value) => ({ value, row: rowOf([across], [value]), totals: ofHeads.get(keyOf([value])) })),
    lines: [...lines.values()].map(({ keys, byHead }) => ({
      keys,
      row: rowOf(rowColumns, keys),
      cells: ordered.map((value) => byHead.get(keyOf([value]))),
      totals: ofRows.get(keyOf(keys)),
    })),
    grand: measures.map((column) => data.totals?.[column.id]),
  };
}
