import type { ReportColumn, WidgetFormat, WidgetOptions } from '@/api/reports';
import { compactNumber, formatPercent } from '@/lib/format';
import { fullValue, shortValue, type Words } from './cells';
import type { ChartModel, Series } from './model';

export type ChartTheme = {
  font: string;
  text: string;
  second: string;
  line: string;
  control: string;
  surface: string;
  raised: string;
  accent: string;
  series: string[];
};
export type Drawing = {
  theme: ChartTheme;
  words: Words;
  /** What was chosen for the figures of a column. */
  formatOf?: (column: ReportColumn) => WidgetFormat | undefined;
  horizontal?: boolean;
  stack?: WidgetOptions['stack'];
  narrow?: boolean;
  still: boolean;
  /** By point: how many records it stands for, and whether those are few. */
  sampleOf?: string;
  samples?: ({ count: number; isFew: boolean } | undefined)[];
};

export const seriesColor = ({ theme }: Drawing, series: Series, index: number, count: number): string =>
  series.id === 'others'
    ? theme.control
    : (series.color ?? (count === 1 ? theme.accent : (theme.series[index % theme.series.length] ?? theme.accent)));

/** Name, figure and further measures of a point, one line each. */
export function tooltipLines(model: ChartModel, point: number, drawing: Drawing): string[] {
  const name = model.points[point]?.label ?? '';
  const line = (label: string, text: string) => `${label} ${text}`;
  return [
    name,
    ...model.series
      .filter((item) => item.values[point] !== null && item.values[point] !== undefined)
      .map((item) =>
        line(item.label, fullValue(item.values[point], item.measure, drawing.words, drawing.formatOf?.(item.measure))),
      ),
    ...model.asides.map(({ column, values }) =>
      line(column.label, fullValue(values[point], column, drawing.words, drawing.formatOf?.(column))),
    ),
  ].filter(Boolean);
}

function tooltipElement(lines: string[]): HTMLElement {
  const box = document.createElement('div');
  lines.forEach((text, index) => {
    const line = document.createElement('div');
    line.textContent = text;
    if (index === 0) line.style.fontWeight = '600';
    box.append(line);
  });
  return box;
}

type Hovered = { dataIndex?: number };
const first = (hovered: Hovered | Hovered[]) => (Array.isArray(hovered) ? hovered[0] : hovered);

export const tooltip = (model: ChartModel, drawing: Drawing, trigger: 'axis' | 'item') => ({
  trigger,
  confine: true,
  backgroundColor: drawing.theme.raised,
  borderColor: drawing.theme.line,
  borderWidth: 1,
  padding: [6, 10],
  textStyle: { color: drawing.theme.text, fontSize: 13, fontFamily: drawing.theme.font },
  axisPointer: {
    type: 'shadow',
    shadowStyle: { color: drawing.theme.line, opacity: 0.3 },
    lineStyle: { color: drawing.theme.control },
  },
  formatter: (hovered: Hovered | Hovered[]) => tooltipElement(tooltipLines(model, first(hovered)?.dataIndex ?? 0, drawing)),
});

export const base = (drawing: Drawing) => ({
  animation: !drawing.still,
  animationDuration: 180,
  animationDurationUpdate: 180,
  textStyle: { color: drawing.theme.text, fontFamily: drawing.theme.font },
});

/** No legend for one series. */
export const legend = (model: ChartModel, { theme }: Drawing) =>
  model.series.length < 2
    ? { show: false }
    : {
        show: true,
        type: 'scroll',
        top: 0,
        left: 0,
        icon: 'roundRect',
        itemWidth: 10,
        itemHeight: 10,
        itemGap: 16,
        textStyle: { color: theme.second, fontSize: 12 },
        pageTextStyle: { color: theme.second },
        pageIconColor: theme.second,
        pageIconInactiveColor: theme.line,
        pageIconSize: 10,
      };

/** A figure with the number of records it comes from, and a word where these are few. */
export function withSample(drawing: Drawing, point: number, text: string, measure: string): string {
  const sample = drawing.samples?.[point];
  if (!sample) return text;
  // A bar of the sample itself has told it already.
  const told = measure === drawing.sampleOf ? text : drawing.words.sample(text, fullNumber(sample.count, drawing));
  return sample.isFew ? `${told} · ${drawing.words.few}` : told;
}

const fullNumber = (count: number, drawing: Drawing) => compactNumber(count, drawing.words.language);

const isSplit = (model: ChartModel) =>
  model.series.some((series) => Object.keys(series.row).length > 0 || series.id === 'others');

/** How several series share a place: parts of a split add up, measures stand beside each other, unless told otherwise. */
export function stackOf(model: ChartModel, drawing: Drawing): 'stacked' | 'grouped' | 'percent' {
  if (model.series.length < 2) return 'grouped';
  return drawing.stack ?? (isSplit(model) ? 'stacked' : 'grouped');
}

/** The values as drawn: of a hundred percent, shares. */
export function drawnValues(model: ChartModel, series: Series, drawing: Drawing): (number | null)[] {
  if (stackOf(model, drawing) !== 'percent') return series.values;
  return series.values.map((value, index) => {
    const whole = model.series.reduce((sum, other) => sum + Math.abs(other.values[index] ?? 0), 0);
    return value === null || whole === 0 ? null : Math.abs(value) / whole;
  });
}

export const short = (drawing: Drawing, series: Series | undefined) => (value: unknown) =>
  series ? shortValue(value, series.measure, drawing.words, drawing.formatOf?.(series.measure)) : String(value);

export const categoryAxis = (model: ChartModel, { theme }: Drawing) => ({
  type: 'category',
  data: model.points.map((point) => point.label),
  triggerEvent: true,
  axisTick: { show: false },
  axisLine: { lineStyle: { color: theme.line } },
  axisLabel: { color: theme.second, fontSize: 12, hideOverlap: true },
});
/** Without `scale` an axis starts at zero: bars compare by length. */
export const valueAxis = (model: ChartModel, drawing: Drawing) => ({
  type: 'value',
  splitNumber: 4,
  axisLine: { show: false },
  axisTick: { show: false },
  splitLine: { lineStyle: { color: drawing.theme.line } },
  ...(stackOf(model, drawing) === 'percent' ? { max: 1, interval: 0.25 } : {}),
  axisLabel: {
    color: drawing.theme.second,
    fontSize: 12,
    formatter:
      stackOf(model, drawing) === 'percent'
        ? (value: number) => formatPercent(value * 100, drawing.words.language, 0)
        : short(drawing, model.series[0]),
  },
});
