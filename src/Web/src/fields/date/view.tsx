import { blank } from '@/lib/format';
import { useFormat } from '@/lib/use-format';
import type { ViewProps } from '../types';

export function DateView({ value }: ViewProps) {
  const format = useFormat();
  if (typeof value !== 'string' || value === '') return <span className="blank">{blank}</span>;
  return <span className="figure">{format.date(value)}</span>;
}
