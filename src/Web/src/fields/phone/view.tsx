import { blank } from '@/lib/format';
import type { ViewProps } from '../types';

export function PhoneView({ value }: ViewProps) {
  if (typeof value !== 'string' || value === '') return <span className="blank">{blank}</span>;
  return <a href={`tel:${value.replace(/[^+\d]/g, '')}`}>{value}</a>;
}
