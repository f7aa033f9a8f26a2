import type { EChartsCoreOption } from 'echarts/core';
import type { ChartType } from './chart-types';
import type { ChartModel } from './model';
import {
  base,
  categoryAxis,
  drawnValues,
  legend,
  seriesColor,
  short,
  stackOf,
  tooltip,
  valueAxis,
  withSample,
  type Drawing,
} from './option-parts';

type Build = (model: ChartModel, drawing: Drawing) => EChartsCoreOption;
const labelled = 18;
const labelledNarrow = 6;
const within = { outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' };

const cells = (model: ChartModel, values: (number | null)[], color: string, drawing: Drawing) =>
  values.map((value, index) => ({
    value,
    itemStyle: { color: colorAt(model, index, color, drawing), opacity: drawing.samples?.[index]?.isFew ? 0.45 : 1 },
  }));

/** A point's own colour stands for one series only: of several, each keeps its own. */
const colorAt = (model: ChartModel, index: number, color: string, drawing: Drawing) => {
  if (model.series.length > 1) return color;
  return model.points[index]?.value === undefined ? drawing.theme.control : (model.points[index]?.color ?? color);
};

/** Room for the figure at the end of a bar, and for what is said of its sample. */
const labelRoom = (model: ChartModel, drawing: Drawing) =>
  !drawing.samples ? 72 : drawing.sampleOf === model.series[0]?.id ? 104 : 152;

/** Names read best beside horizontal bars; the figure stands at the end of each, so there is no value axis. */
const horizontalBars: Build = (model, drawing) => ({
  ...base(drawing),
  tooltip: tooltip(model, drawing, 'axis'),
  legend: legend(model, drawing),
  grid: { left: 0, right: labelRoom(model, drawing), top: model.series.length > 1 ? 28 : 0, bottom: 0, ...within },
  xAxis: { ...valueAxis(model, drawing), show: false },
  yAxis: {
    ...categoryAxis(model, drawing),
    inverse: true,
    axisLabel: { color: drawing.theme.text, fontSize: 13, width: 140, overflow: 'truncate', interval: 0 },
  },
  series: model.series.map((series, index) => ({
    type: 'bar',
    name: series.label,
    stack: stackOf(model, drawing) === 'grouped' ? undefined : 'all',
    barMaxWidth: 18,
    color: seriesColor(drawing, series, index, model.series.length),
    barCategoryGap: '36%',
    cursor: 'pointer',
    data: cells(model, drawnValues(model, series, drawing), seriesColor(drawing, series, index, model.series.length), drawing),
    label: {
      show: model.series.length === 1,
      position: 'right',
      opacity: 1,
      color: drawing.theme.text,
      fontSize: 12,
      formatter: ({ value, dataIndex }: { value: unknown; dataIndex: number }) =>
        withSample(drawing, dataIndex, short(drawing, series)(value), series.id),
    },
  })),
});

const columns: Build = (model, drawing) => {
  const stacked = stackOf(model, drawing) !== 'grouped';
  return {
    ...base(drawing),
    tooltip: tooltip(model, drawing, 'axis'),
    legend: legend(model, drawing),
    grid: { left: 0, right: 8, top: model.series.length > 1 ? 36 : 20, bottom: 0, ...within },
    xAxis: categoryAxis(model, drawing),
    yAxis: valueAxis(model, drawing),
    series: model.series.map((series, index) => ({
      type: 'bar',
      name: series.label,
      stack: stacked ? 'all' : undefined,
      barMaxWidth: 44,
      color: seriesColor(drawing, series, index, model.series.length),
      barCategoryGap: '28%',
      cursor: 'pointer',
      data: cells(model, drawnValues(model, series, drawing), seriesColor(drawing, series, index, model.series.length), drawing),
      label: {
        show: model.series.length === 1 && model.points.length <= (drawing.narrow ? labelledNarrow : labelled),
        position: 'top',
        opacity: 1,
        color: drawing.theme.text,
        fontSize: 12,
        formatter: ({ value }: { value: unknown }) => (value === 0 ? '' : short(drawing, series)(value)),
      },
      labelLayout: { hideOverlap: true },
    })),
  };
};

const lines =
  (filled: boolean): Build =>
  (model, drawing) => ({
    ...base(drawing),
    tooltip: tooltip(model, drawing, 'axis'),
    legend: { show: false },
    grid: { left: 0, right: model.series.length > 1 ? 128 : 16, top: 16, bottom: 0, ...within },
    xAxis: { ...categoryAxis(model, drawing), boundaryGap: false },
    yAxis: valueAxis(model, drawing),
    series: model.series.map((series, index) => {
      const color = seriesColor(drawing, series, index, model.series.length);
      return {
        type: 'line',
        name: series.label,
        data: drawnValues(model, series, drawing),
        stack: filled && stackOf(model, drawing) !== 'grouped' ? 'all' : undefined,
        color,
        cursor: 'pointer',
        symbol: 'circle',
        symbolSize: 7,
        showSymbol: model.points.length <= 40,
        lineStyle: { width: 2, color },
        areaStyle: filled
          ? { color, opacity: model.series.length > 1 && stackOf(model, drawing) !== 'grouped' ? 0.5 : 0.14 }
          : undefined,
        // The name stands at the end of its line instead of in a legend.
        endLabel: {
          show: model.series.length > 1,
          formatter: '{a}',
          color: drawing.theme.text,
          fontSize: 12,
          width: 116,
          overflow: 'truncate',
        },
        labelLayout: { moveOverlap: 'shiftY' },
      };
    }),
  });

const sliced = (model: ChartModel, drawing: Drawing) =>
  model.points.map((point, index) => ({
    name: point.label,
    value: model.series[0]?.values[index] ?? 0,
    itemStyle: {
      color:
        point.value === undefined
          ? drawing.theme.control
          : (point.color ?? drawing.theme.series[index % drawing.theme.series.length]),
    },
  }));

/** Name, figure and share stand beside the ring: labels around it would be cut off in a narrow card. */
const pie: Build = (model, drawing) => {
  const data = sliced(model, drawing);
  const total = data.reduce((sum, slice) => sum + slice.value, 0);
  const figure = short(drawing, model.series[0]);
  const share = (value: number) => (total > 0 ? ` · ${Math.round((value / total) * 100)}%` : '');
  return {
    ...base(drawing),
    tooltip: tooltip(model, drawing, 'item'),
    legend: {
      show: true,
      orient: 'vertical',
      left: '52%',
      top: 'middle',
      icon: 'circle',
      itemWidth: 10,
      itemHeight: 10,
      itemGap: 14,
      selectedMode: false,
      textStyle: { color: drawing.theme.text, fontSize: 12, lineHeight: 17, overflow: 'truncate', width: 170 },
      formatter: (name: string) => {
        const slice = data.find((item) => item.name === name);
        return slice ? `${name}\n${figure(slice.value)}${share(slice.value)}` : name;
      },
    },
    series: [
      {
        type: 'pie',
        radius: ['34%', '52%'],
        center: ['26%', '50%'],
        cursor: 'pointer',
        data,
        itemStyle: { borderColor: drawing.theme.surface, borderWidth: 2 },
        label: { show: false },
      },
    ],
  };
};

/** Centred bars of true length: a funnel's slopes would claim flows that counts per stage do not tell. */
const funnel: Build = (model, drawing) => {
  const values = model.series[0]?.values.map((value) => value ?? 0) ?? [];
  const most = Math.max(...values, 0);
  const slot = { type: 'bar', stack: 'funnel', barMaxWidth: 34, barCategoryGap: '14%' };
  return {
    ...base(drawing),
    tooltip: tooltip(model, drawing, 'item'),
    grid: { left: 0, right: 8, top: 0, bottom: 0, ...within },
    xAxis: { type: 'value', show: false, max: most || 1 },
    yAxis: {
      ...categoryAxis(model, drawing),
      inverse: true,
      axisLine: { show: false },
      axisLabel: {
        color: drawing.theme.text,
        fontSize: 13,
        interval: 0,
        formatter: (name: string, index: number) => `${name}  ${short(drawing, model.series[0])(values[index])}`,
      },
    },
    series: [
      { ...slot, silent: true, itemStyle: { color: 'transparent' }, data: values.map((value) => (most - value) / 2) },
      { ...slot, name: model.series[0]?.label, cursor: 'pointer', data: sliced(model, drawing) },
    ],
  };
};

const builders: Record<ChartType, Build> = {
  bar: (model, drawing) => (drawing.horizontal === false ? columns : horizontalBars)(model, drawing),
  column: columns,
  line: lines(false),
  area: lines(true),
  pie,
  funnel,
};

/** The drawing of a chart as ECharts wants it; knows nothing of the screen. */
export const chartOption = (type: ChartType, model: ChartModel, drawing: Drawing): EChartsCoreOption =>
  builders[type](model, drawing);
export const mostSlices = 5;
/** Room that a bar with its name needs. */
export const barRow = 26;
