import { blank } from '@/lib/format';
import { useFormat } from '@/lib/use-format';
import type { ViewProps } from '../types';

export function DateTimeView({ value, compact }: ViewProps) {
  const format = useFormat();
  if (typeof value !== 'string' || value === '') return <span className="blank">{blank}</span>;
  return (
    <span className="figure" title={compact ? format.instant(value) : undefined}>
      {compact ? format.ago(value) : format.instant(value)}
    </span>
  );
}
