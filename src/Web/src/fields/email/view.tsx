import { blank } from '@/lib/format';
import type { ViewProps } from '../types';

export function EmailView({ value }: ViewProps) {
  if (typeof value !== 'string' || value === '') return <span className="blank">{blank}</span>;
  return <a href={`mailto:${value}`}>{value}</a>;
}
