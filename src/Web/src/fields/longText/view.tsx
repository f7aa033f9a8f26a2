import { blank } from '@/lib/format';
import type { ViewProps } from '../types';

export function LongTextView({ value, compact }: ViewProps) {
  if (typeof value !== 'string' || value === '') return <span className="blank">{blank}</span>;
  return compact ? <>{value}</> : <span className="multiline">{value}</span>;
}
