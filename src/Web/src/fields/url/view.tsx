import { blank } from '@/lib/format';
import type { ViewProps } from '../types';

export function UrlView({ value }: ViewProps) {
  if (typeof value !== 'string' || value === '') return <span className="blank">{blank}</span>;
  // Only web addresses become links: a javascript: address would run in this page.
  if (!/^https?:\/\//i.test(value)) return <>{value}</>;
  return (
    <a href={value} target="_blank" rel="noreferrer">
      {value.replace(/^https?:\/\//i, '')}
    </a>
  );
}
