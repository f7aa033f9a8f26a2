import type { DrillRow, ReportData, Widget } from '@/api/reports';
import type { FilterRule } from '@/api/types';

/** Opens the records behind a figure; `also` narrows down further than the query can say. */
export type OnDrill = (row: DrillRow, measure?: string, also?: FilterRule) => void;
export type WidgetProps = { widget: Widget; data: ReportData; title: string; onDrill: OnDrill };
/** Of widgets that have no query. */
export type StillProps = { widget: Widget; title: string };
