import dayjs from 'dayjs';
import type { DrillRow, Granularity, ReportColumn, ReportData } from '@/api/reports';
import { groupLabel, isNumeric, measureKind, type Words } from './cells';

export type Point = { value: unknown; label: string; row: DrillRow; color?: string };
export type Series = {
  id: string;
  label: string;
  measure: ReportColumn;
  /** The group of the second dimension that this series is. */
  row: DrillRow;
  color?: string;
  values: (number | null)[];
  /** Groups folded into "Others" are told apart by what they are not. */
  except?: { field: string; values: unknown[] };
};
export type ChartModel = {
  axis: ReportColumn | null;
  points: Point[];
  series: Series[];
  /** Further measures, shown on hover: by measure, then by point. */
  asides: { column: ReportColumn; values: (number | null)[] }[];
  /** How many points were left out because they can't be added up. */
  cut?: number;
  /** How many groups of the split were left out for the same reason. */
  cutSeries?: number;
  /** Measures that this drawing has no place for, not even on hover. */
  dropped: ReportColumn[];
};

export const maxSeries = 6;
const number = (value: unknown) => (typeof value === 'number' ? value : null);
const keyOf = (value: unknown) => JSON.stringify(value ?? null);
const isSummable = (data: ReportData, id: string) => {
  const agg = data.query.measures?.find((measure) => measure.id === id)?.agg;
  return agg === 'sum' || agg === 'count';
};

export const measuresOf = (data: ReportData) => {
  const ids = new Set((data.query.measures ?? []).map((measure) => measure.id));
  return data.columns.filter((column) => (ids.size > 0 ? ids.has(column.id) : isNumeric(column)));
};
export const groupsOf = (data: ReportData) => {
  const measures = new Set(measuresOf(data));
  return data.columns.filter((column) => !measures.has(column));
};
/** The values by which a row of the answer is found again. */
export const drillRow = (data: ReportData, row: unknown[]): DrillRow =>
  Object.fromEntries(groupsOf(data).map((column) => [column.id, row[data.columns.indexOf(column)] ?? null]));

/** Every bucket between the first and the last, so that a month without records is seen as such. */
export function allBuckets(values: string[], granularity: Granularity): string[] {
  const sorted = values.toSorted();
  const last = sorted.at(-1);
  const first = sorted[0];
  if (first === undefined || last === undefined) return [];
  const buckets: string[] = [];
  const step = granularity === 'quarter' ? 3 : 1;
  const unit = granularity === 'quarter' ? 'month' : granularity;
  for (let index = 0; index < 400; index++) {
    const day = dayjs(first)
      .add(index * step, unit)
      .format('YYYY-MM-DD');
    if (day > last) return buckets;
    buckets.push(day);
  }
  return sorted;
}

type Colors = (column: ReportColumn, value: unknown) => string | undefined;

/** Points along the axis and the series over them: of the second dimension, else of the measures that share a unit. */
export function chartModel(data: ReportData, words: Words, others: string, colorOf: Colors = () => undefined): ChartModel {
  const measures = measuresOf(data);
  const groups = groupsOf(data);
  const axis = groups.find((column) => column.granularity) ?? groups[0] ?? null;
  const split = groups.find((column) => column !== axis);
  const first = measures[0];
  if (!first) return { axis, points: [], series: [], asides: [], dropped: [] };
  const at = (column: ReportColumn) => data.columns.indexOf(column);
  const points = pointsOf(data, axis, words, colorOf);
  const indexOf = new Map(points.map((point, index) => [keyOf(point.value), index]));
  const spread = (column: ReportColumn, rows: unknown[][]) => {
    const gap = axis?.granularity && isSummable(data, column.id) ? 0 : null;
    const values: (number | null)[] = points.map(() => gap);
    for (const row of rows) {
      const index = indexOf.get(keyOf(axis ? row[at(axis)] : null));
      if (index === undefined) continue;
      const value = number(row[at(column)]);
      values[index] = split && values[index] !== null ? (values[index] ?? 0) + (value ?? 0) : value;
    }
    return values;
  };
  const kind = measureKind(first);
  const alike = measures.filter((column) => measureKind(column) === kind && column.type === first.type).slice(0, maxSeries);
  const parts = split && splitSeries(data, split, first, words, others, colorOf, spread);
  const series = parts
    ? parts.series
    : alike.map((column) => ({
        id: column.id,
        label: column.label,
        measure: column,
        row: {},
        values: spread(column, data.rows),
      }));
  const asides = split
    ? []
    : measures.filter((column) => !alike.includes(column)).map((column) => ({ column, values: spread(column, data.rows) }));
  const dropped = split ? undrawn(data, first) : [];
  const model = withOthers({ axis, points, series, asides, cutSeries: parts?.cut || undefined, dropped }, data, others);
  return split && !axis?.granularity && !data.query.order ? byTotal(model) : model;
}

/** The measures beside the one that is drawn; what a share is made of is told by the share. */
export function undrawn(data: ReportData, drawn: ReportColumn): ReportColumn[] {
  const share = data.query.measures?.find((measure) => measure.id === drawn.id && measure.type === 'ratio');
  return measuresOf(data).filter(({ id }) => id !== drawn.id && id !== share?.numerator && id !== share?.denominator);
}

/** The largest first, as without a split: the answer only knows the order of single parts. */
function byTotal(model: ChartModel): ChartModel {
  const { axis } = model;
  if (!axis || axis.bins || (axis.labels && !axis.form)) return model;
  const total = (index: number) => model.series.reduce((sum, series) => sum + (series.values[index] ?? 0), 0);
  const order = model.points.map((_, index) => index).toSorted((a, b) => total(b) - total(a));
  return {
    ...model,
    points: order.map((index) => model.points[index]).filter((point) => point !== undefined),
    series: model.series.map((series) => ({ ...series, values: order.map((index) => series.values[index] ?? null) })),
  };
}

/** The point for the groups beyond the limit, where the answer tells of them. */
function withOthers(model: ChartModel, data: ReportData, others: string): ChartModel {
  const { axis } = model;
  if (!axis || !data.others) return model;
  const field = data.query.dimensions?.find((item) => item.id === axis.id)?.field;
  const except = field ? { field, values: model.points.map((point) => point.value) } : undefined;
  const add = (id: string, values: (number | null)[]) => [...values, number(data.others?.[id])];
  return {
    ...model,
    points: [...model.points, { value: undefined, label: others, row: {} }],
    series: model.series.map((series) => ({ ...series, except, values: add(series.measure.id, series.values) })),
    asides: model.asides.map((aside) => ({ ...aside, values: add(aside.column.id, aside.values) })),
  };
}

/** The largest points of a chart with a split; the others are added up where that means something, else counted as cut. */
export function topPoints(model: ChartModel, data: ReportData, most: number, others: string): ChartModel {
  const { axis } = model;
  if (!axis || axis.granularity || groupsOf(data).length < 2 || model.points.length <= most) return model;
  const total = (index: number) => model.series.reduce((sum, series) => sum + Math.abs(series.values[index] ?? 0), 0);
  const order = model.points.map((_, index) => index).toSorted((a, b) => total(b) - total(a));
  const kept = order.slice(0, most);
  const rest = order.slice(most);
  const points = kept.map((index) => model.points[index]).filter((point) => point !== undefined);
  const pick = (values: (number | null)[]) => kept.map((index) => values[index] ?? null);
  const adds = model.series.every((series) => isSummable(data, series.measure.id));
  const field = data.query.dimensions?.find((item) => item.id === axis.id)?.field;
  // Series that stand for several groups themselves open the whole chart: two negations at once say nothing.
  const except = field ? { field, values: points.map((point) => point.value) } : undefined;
  if (!adds) return { ...model, points, series: model.series.map((s) => ({ ...s, values: pick(s.values) })), cut: rest.length };
  const sum = (values: (number | null)[]) => rest.reduce((all, index) => all + (values[index] ?? 0), 0);
  return {
    ...model,
    points: [...points, { value: undefined, label: others, row: {} }],
    series: model.series.map((s) => ({ ...s, except: s.except ?? except, values: [...pick(s.values), sum(s.values)] })),
  };
}

function pointsOf(data: ReportData, axis: ReportColumn | null, words: Words, colorOf: Colors): Point[] {
  if (!axis) return [{ value: null, label: '', row: {} }];
  const at = data.columns.indexOf(axis);
  const seen = new Map<string, unknown>();
  for (const row of data.rows) seen.set(keyOf(row[at]), row[at] ?? null);
  let values = [...seen.values()];
  if (axis.granularity) {
    const dated = values.filter((value) => typeof value === 'string');
    values = [...(values.includes(null) ? [null] : []), ...allBuckets(dated, axis.granularity)];
  }
  return values.map((value) => ({
    value,
    label: groupLabel(value, axis, words),
    row: { [axis.id]: value },
    color: colorOf(axis, value),
  }));
}

type Spread = (column: ReportColumn, rows: unknown[][]) => (number | null)[];

function splitSeries(
  data: ReportData,
  split: ReportColumn,
  measure: ReportColumn,
  words: Words,
  others: string,
  colorOf: Colors,
  spread: Spread,
): { series: Series[]; cut: number } {
  const at = data.columns.indexOf(split);
  const rowsBy = new Map<string, unknown[][]>();
  for (const row of data.rows) rowsBy.set(keyOf(row[at]), [...(rowsBy.get(keyOf(row[at])) ?? []), row]);
  const total = (rows: unknown[][]) =>
    rows.reduce((sum, row) => sum + Math.abs(number(row[data.columns.indexOf(measure)]) ?? 0), 0);
  const ranked = [...rowsBy.values()].toSorted((a, b) => total(b) - total(a));
  const kept =
    ranked.length > maxSeries + 1 || (ranked.length > maxSeries && isSummable(data, measure.id))
      ? ranked.slice(0, maxSeries)
      : [...ranked];
  // Stages and options have an order of their own; the colours then follow each other as on the board.
  const order = split.labels && !split.form ? Object.keys(split.labels) : undefined;
  const placeOf = (rows: unknown[][]) => order?.indexOf(String(rows[0]?.[at])) ?? 0;
  if (order) kept.sort((a, b) => placeOf(a) - placeOf(b));
  const series: Series[] = kept.map((rows) => {
    const value = rows[0]?.[at] ?? null;
    return {
      id: keyOf(value),
      label: groupLabel(value, split, words),
      measure,
      row: { [split.id]: value },
      color: colorOf(split, value),
      values: spread(measure, rows),
    };
  });
  const rest = ranked.slice(kept.length).flat();
  const field = data.query.dimensions?.find((item) => item.id === split.id)?.field;
  const adds = isSummable(data, measure.id) && field !== undefined;
  if (rest.length > 0 && adds)
    series.push({
      id: 'others',
      label: others,
      measure,
      row: {},
      values: spread(measure, rest),
      except: { field, values: kept.map((rows) => rows[0]?.[at] ?? null) },
    });
  return { series, cut: adds ? 0 : ranked.length - kept.length };
}

/** A drawing that has place for one series: the others are dropped. */
export const single = (model: ChartModel): ChartModel => ({
  ...model,
  series: model.series.slice(0, 1),
  dropped: [...model.dropped, ...model.series.slice(1).map(({ measure }) => measure)],
});

/** At most so many slices; the smallest together are Others. Only where adding up means something. */
export function slices(model: ChartModel, data: ReportData, most: number, others: string): ChartModel {
  const series = model.series[0];
  if (!series || model.points.length <= most || !isSummable(data, series.measure.id)) return model;
  const field = data.query.dimensions?.find((item) => item.id === model.axis?.id)?.field;
  const told = model.points.map((_, index) => index).filter((index) => model.points[index]?.value !== undefined);
  const beyond = model.points.map((_, index) => index).filter((index) => model.points[index]?.value === undefined);
  const order = told.toSorted((a, b) => (series.values[b] ?? 0) - (series.values[a] ?? 0));
  const kept = order.slice(0, most - 1);
  const rest = [...order.slice(most - 1), ...beyond];
  const points = kept.map((index) => model.points[index]).filter((point) => point !== undefined);
  const except = field ? { field, values: points.map((point) => point.value) } : undefined;
  return {
    ...model,
    asides: [],
    dropped: [...model.dropped, ...model.asides.map(({ column }) => column)],
    points: [...points, { value: undefined, label: others, row: {} }],
    series: [
      {
        ...series,
        except,
        values: [
          ...kept.map((index) => series.values[index] ?? null),
          rest.reduce((sum, index) => sum + (series.values[index] ?? 0), 0),
        ],
      },
    ],
  };
}
