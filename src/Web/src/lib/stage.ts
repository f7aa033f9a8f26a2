import { usePipelines } from '@/api/forms';
import type { Pipeline, Stage } from '@/api/types';

/** A stage's colour for both themes; the browser picks by `color-scheme`. As dot, edge or bar beside a name, never as text. */
export const stageColor = (stage: Stage | undefined) =>
  stage?.color ? `light-dark(${stage.color.light}, ${stage.color.dark})` : 'var(--control)';

export const stageOf = (pipeline: Pipeline | undefined, key: unknown) => pipeline?.stages.find((stage) => stage.key === key);
export const openStages = (pipeline: Pipeline) => pipeline.stages.filter((stage) => stage.kind === 'open');
export const usePipeline = (key: string | undefined) => usePipelines().find((pipeline) => pipeline.key === key);
