import { blank } from '@/lib/format';
import { stageColor, stageOf, usePipeline } from '@/lib/stage';
import { useText } from '@/lib/text';
import type { ViewProps } from '../types';

export function StageView({ field, value }: ViewProps) {
  const text = useText();
  const stage = stageOf(usePipeline(field.x.pipeline), value);
  if (value === null || value === undefined) return <span className="blank">{blank}</span>;
  return (
    <span className="choice">
      <i className="dot" style={{ background: stageColor(stage) }} />
      {text(stage?.title, String(value))}
    </span>
  );
}
