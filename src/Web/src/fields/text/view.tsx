import { blank } from '@/lib/format';
import type { ViewProps } from '../types';

export function TextView({ value }: ViewProps) {
  return value === null || value === undefined || value === '' ? <span className="blank">{blank}</span> : <>{String(value)}</>;
}
