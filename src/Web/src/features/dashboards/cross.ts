import dayjs from 'dayjs';
import type { DrillRow, Granularity, ReportQuery } from '@/api/reports';
import type { Filter, FilterRule } from '@/api/types';

const format = 'YYYY-MM-DD';

/** First and last day of the bucket that begins on a day. */
export function bucketDays(first: string, granularity: Granularity): [string, string] {
  const start = dayjs(first);
  const next = granularity === 'quarter' ? start.add(3, 'month') : start.add(1, granularity);
  return [start.format(format), next.subtract(1, 'day').format(format)];
}

function bandOf(member: string, band: number, bins: number[]): FilterRule[] {
  const [from, until] = [bins[band - 1], bins[band]];
  return [
    ...(from === undefined ? [] : [{ member, operator: 'gte' as const, values: [from] }]),
    ...(until === undefined ? [] : [{ member, operator: 'lt' as const, values: [until] }]),
  ];
}

function rulesOf(query: ReportQuery, id: string, value: unknown): FilterRule[] {
  const dimension = query.dimensions?.find((item) => item.id === id);
  const time = query.timeDimensions?.find((item) => item.id === id);
  const member = dimension?.field ?? time?.field;
  if (!member) return [];
  if (value === null || value === undefined) return [{ member, operator: 'notSet' }];
  if (dimension?.bins && typeof value === 'number') return bandOf(member, value, dimension.bins);
  if (time?.granularity && typeof value === 'string')
    return [{ member, operator: 'inDateRange', values: bucketDays(value, time.granularity) }];
  return typeof value === 'object' && !Array.isArray(value) ? [] : [{ member, operator: 'equals', values: [value] }];
}

/** What part of a drawing was clicked, as a condition for the others; undefined when it can't be said as one. */
export function conditionOf(query: ReportQuery, row: DrillRow, also?: FilterRule): Filter | undefined {
  const rules = [...Object.entries(row).flatMap(([id, value]) => rulesOf(query, id, value)), ...(also ? [also] : [])];
  return rules.length === 0 ? undefined : rules.length === 1 ? rules[0] : { and: rules };
}
