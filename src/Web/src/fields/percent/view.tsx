import { blank } from '@/lib/format';
import { useFormat } from '@/lib/use-format';
import type { ViewProps } from '../types';

export function PercentView({ field, value }: ViewProps) {
  const format = useFormat();
  if (typeof value !== 'number') return <span className="blank">{blank}</span>;
  return <span className="figure">{format.percent(value, field.x.scale ?? 2)}</span>;
}
