import type { Measure, Metric, ReportQuery } from '@/api/reports';
import { toDraft, type Draft } from './draft';

/** A named figure while it is changed: what it is made of, and which of that it is. */
export type MetricDraft = { draft: Draft; result: string };

export const metricDraft = (metric: Metric): MetricDraft => ({
  draft: toDraft({ source: metric.source, measures: metric.measures }, 'number'),
  result: metric.result ?? metric.measures[0]?.id ?? '',
});

/** What a measure is made of, itself last. */
export const partsOf = (measure: Measure, all: Measure[]): Measure[] =>
  measure.type === 'ratio'
    ? [
        ...all.filter((item) => item.id === measure.numerator),
        ...all.filter((item) => item.id === measure.denominator && item.id !== measure.numerator),
        measure,
      ]
    : [measure];

/** The figure itself: the one that was chosen, or the last there is where that one has gone. */
const figureOf = ({ draft, result }: MetricDraft) => draft.show.find((item) => item.id === result) ?? draft.show.at(-1);

/** What is kept of it: the figure and what it is made of, nothing that was only tried. */
export function definitionOf(work: MetricDraft): Pick<Metric, 'measures' | 'result'> {
  const figure = figureOf(work);
  return figure ? { measures: partsOf(figure, work.draft.show), result: figure.id } : { measures: [], result: '' };
}

/** The question that draws it, the figure first; undefined while there is none. */
export function queryOfMetric(work: MetricDraft): ReportQuery | undefined {
  const { measures } = definitionOf(work);
  return measures.length === 0 ? undefined : { source: work.draft.source, measures: measures.toReversed() };
}
