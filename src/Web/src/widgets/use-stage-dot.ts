import { usePipelines } from '@/api/forms';
import type { ReportColumn, ReportQuery } from '@/api/reports';
import type { Pipeline } from '@/api/types';
import { useFormModel } from '@/lib/form-model';
import { stageColor, stageOf } from '@/lib/stage';

type Grouping = Pick<ReportQuery, 'source' | 'dimensions'>;

/** The pipeline whose stages a column of an answer tells, be it of the form itself or of a record it points to. */
export function pipelineOfColumn(
  query: Grouping,
  column: string,
  pipelines: readonly Pipeline[],
  targetOf: (relation: string) => string | undefined,
): Pipeline | undefined {
  const path = (query.dimensions?.find((item) => item.id === column)?.field ?? column).split('.');
  const [first = '', second = ''] = path;
  const find = (form: string | undefined, field: string) =>
    pipelines.find((pipeline) => pipeline.form === form && pipeline.field === field);
  return find(query.source, first) ?? find(targetOf(first), second);
}

/** The same for who is here. */
export function usePipelineOfColumn(query: Grouping): (column: ReportColumn) => Pipeline | undefined {
  const pipelines = usePipelines();
  const model = useFormModel(query.source);
  return (column) => pipelineOfColumn(query, column.id, pipelines, (relation) => model?.fields.get(relation)?.x.form);
}

/** The colour of a stage, of the pipeline that its column is about. */
export function useStageDot(query: Grouping): (column: ReportColumn, key: unknown) => string {
  const pipelineOf = usePipelineOfColumn(query);
  return (column, key) => stageColor(stageOf(pipelineOf(column), key));
}
