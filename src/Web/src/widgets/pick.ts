import type { DrillRow, ReportData } from '@/api/reports';
import type { FilterRule } from '@/api/types';
import type { ChartModel } from './model';

export type Picked = { row: DrillRow; measure: string; also?: FilterRule };

/** The cell behind what was clicked. "Others" is what none of the shown groups is. */
export function pickOf(model: ChartModel, data: ReportData, point: number, series: number | null): Picked | null {
  const at = model.points[point];
  const chosen = model.series[Math.min(series ?? 0, model.series.length - 1)];
  if (!at || !chosen) return null;
  const several = series === null && model.series.length > 1;
  const isOthers = at.value === undefined || (!several && chosen.id === 'others');
  const row = { ...at.row, ...(several ? {} : chosen.row) };
  const picked: Picked = { row, measure: chosen.measure.id };
  if (isOthers && chosen.except)
    picked.also = {
      member: chosen.except.field,
      operator: 'notIn',
      values: chosen.except.values.filter((value) => value !== null && value !== undefined),
    };
  return data.columns.length > 0 ? picked : null;
}
