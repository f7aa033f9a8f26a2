import { useTranslation } from 'react-i18next';
import type { Words } from '@/components/definition/words';
import { useText } from '@/lib/text';
import { pipelineChanges } from './pipeline-changes';
import type { PipelineDocument } from './pipeline-document';

/** Differences between two versions of a pipeline as sentences. */
export function usePipelineWords(): Words<PipelineDocument> {
  const { t } = useTranslation();
  const text = useText();
  return (before, after) => pipelineChanges(before, after, text).map((change) => t(`pipelineChange.${change.kind}`, change));
}
