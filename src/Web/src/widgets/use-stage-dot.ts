import { usePipelineOf } from '@/api/forms';
import { stageColor, stageOf } from '@/lib/stage';

/** The colour of a stage of the form's pipeline. */
export function useStageDot(form: string) {
  const pipeline = usePipelineOf(form);
  return (key: unknown) => stageColor(stageOf(pipeline, key));
}
