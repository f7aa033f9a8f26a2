import { useTranslation } from 'react-i18next';
import type { Words } from '@/components/definition/words';
import { useText } from '@/lib/text';
import { pipelineChanges } from './pipeline-changes';
import type { PipelineDocument, StageDocument } from './pipeline-document';

/** What the settings of a stage are called where they are set. */
const labels: Partial<Record<keyof StageDocument, string>> = {
  title: 'pipelineDesign.name',
  kind: 'pipelineDesign.kind',
  color: 'setting.color',
  probability: 'pipelineDesign.probabilityField',
  staleAfterDays: 'pipelineDesign.stale',
  category: 'pipelineDesign.category',
  dateField: 'pipelineDesign.dateField',
  required: 'pipelineDesign.required',
  optional: 'pipelineDesign.optional',
  onEnter: 'pipelineDesign.sets',
  tasks: 'pipelineDesign.keyTasks',
  deliverables: 'pipelineDesign.deliverables',
  exit: 'pipelineDesign.exit',
  guidance: 'pipelineDesign.guidance',
};

/** Differences between two versions of a pipeline as sentences. */
export function usePipelineWords(): Words<PipelineDocument> {
  const { t } = useTranslation();
  const text = useText();
  const listed = (parts: string[] = []) =>
    parts
      .map((part) => t(labels[part as keyof StageDocument] ?? 'setting.key').toLocaleLowerCase())
      .join(t('common.listSeparator'));
  return (before, after) =>
    pipelineChanges(before, after, text).map(({ parts, ...change }) =>
      t(`pipelineChange.${change.kind}`, { ...change, parts: listed(parts) }),
    );
}
