import type { ReportData, WidgetOptions } from '@/api/reports';

/** Whether a row stands for so few records that its rate says little; undefined when nobody asked. */
export function sampleOf(data: ReportData, options: WidgetOptions | undefined) {
  const few = options?.few;
  const at = few ? data.columns.findIndex((column) => column.id === few.measure) : -1;
  if (!few || at < 0) return undefined;
  return (row: unknown[]) => {
    const count = typeof row[at] === 'number' ? row[at] : 0;
    return { count, isFew: count < few.below };
  };
}
