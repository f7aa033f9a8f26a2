import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { usePipelines } from '@/api/forms';
import type { ReportColumn, ReportData, WidgetOptions } from '@/api/reports';
import { useFormModel } from '@/lib/form-model';
import { useMedia, usePhone } from '@/lib/media';
import { stageOf } from '@/lib/stage';
import { Chart } from './chart';
import { sampleOf } from './few';
import { chartModel, groupsOf, single, slices, topPoints, type ChartModel } from './model';
import type { ChartType } from './chart-types';
import { barRow, chartOption, mostSlices } from './options';
import type { WidgetProps } from './types';
import { useChartTheme } from './use-chart-theme';
import { pipelineOfColumn } from './use-stage-dot';
import { NotDrawn } from './not-drawn';
import { useWords } from './use-words';
import { formatsOf, shortValue, wordsFor } from './cells';
import { pickOf } from './pick';

/** By point of a chart without a second dimension. */
function samplesOf(data: ReportData, model: ChartModel, options: WidgetOptions | undefined) {
  const sample = sampleOf(data, options);
  const axis = model.axis;
  if (!sample || !axis || groupsOf(data).length > 1) return undefined;
  const at = data.columns.indexOf(axis);
  return model.points.map((point) => {
    const row = data.rows.find((candidate) => (candidate[at] ?? null) === (point.value ?? null));
    return row && sample(row);
  });
}

export function ChartWidget({ widget, data, title, onDrill }: WidgetProps) {
  const { t } = useTranslation();
  const plain = useWords();
  const words = useMemo(() => wordsFor(plain, widget.options), [plain, widget.options]);
  const theme = useChartTheme();
  const still = useMedia('(prefers-reduced-motion: reduce)');
  const phone = usePhone();
  const narrow = phone || widget.layout.w < 6;
  const pipelines = usePipelines();
  const type = widget.type as ChartType;
  const { format, horizontal, few, stack, top, colors } = widget.options ?? {};
  const form = useFormModel(data.query.source);
  const others = t('dashboards.others');
  const model = useMemo(() => {
    const chosen = (value: unknown) => theme.series[Number(colors?.[String(value)]) - 1];
    const stages = (column: ReportColumn) =>
      pipelineOfColumn(data.query, column.id, pipelines, (relation) => form?.fields.get(relation)?.x.form);
    const named = (column: ReportColumn, value: unknown) => {
      const field = data.query.dimensions?.find((item) => item.id === column.id)?.field;
      return form?.fields.get(field ?? '')?.x.options?.find((option) => option.key === value)?.color;
    };
    const made = chartModel(
      data,
      words,
      others,
      (column, value) =>
        chosen(value) ??
        (column.type === 'stage' ? stageOf(stages(column), value)?.color?.[theme.dark ? 'dark' : 'light'] : named(column, value)),
    );
    const best = top ? topPoints(made, data, top, others) : made;
    if (type === 'funnel') return single(best);
    return type === 'pie' ? slices(single(best), data, mostSlices, others) : best;
  }, [data, words, others, pipelines, form, theme, type, top, colors]);
  const samples = useMemo(() => samplesOf(data, model, widget.options), [data, model, widget.options]);
  const option = useMemo(
    () =>
      chartOption(type, model, {
        theme,
        words,
        formatOf: formatsOf(data, format),
        horizontal,
        stack,
        narrow,
        still,
        samples,
        sampleOf: few?.measure,
      }),
    [type, model, data, theme, words, format, horizontal, stack, narrow, still, samples, few?.measure],
  );
  // What the picture says, for those who do not see it; every figure is in the table.
  const series = model.series[0];
  const spoken = model.points
    .slice(0, 5)
    .map(
      (point, index) =>
        `${point.label} ${series ? shortValue(series.values[index], series.measure, words, formatsOf(data, format)(series.measure)) : ''}`,
    );
  const rows = model.points.length * (type === 'bar' && horizontal !== false ? barRow : 0);
  return (
    <div className="chart-scroll">
      <NotDrawn columns={model.dropped}>
        {model.cut !== undefined && <span>{t('dashboards.cut', { count: model.cut })}</span>}
        {model.cutSeries !== undefined && <span>{t('dashboards.cutGroups', { count: model.cutSeries })}</span>}
      </NotDrawn>
      <Chart
        option={option}
        label={t('dashboards.chartOf', { title, values: spoken.join(words.language === 'zh-CN' ? '，' : ', ') })}
        minHeight={rows || undefined}
        onPick={(point, index) => {
          const picked = pickOf(model, data, point, index);
          if (picked) onDrill(picked.row, picked.measure, picked.also);
        }}
      />
    </div>
  );
}
