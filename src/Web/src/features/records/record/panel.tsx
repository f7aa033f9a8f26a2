import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { usePhone } from '@/lib/media';

/** A part of the record page; on the phone all but the first start folded. */
export function Panel({
  title,
  children,
  className = '',
  count,
  first,
}: {
  title: string;
  children: ReactNode;
  className?: string;
  count?: number;
  first?: boolean;
}) {
  const phone = usePhone();
  return (
    <details className={`panel ${className}`} open={!phone || first}>
      <summary>
        <ChevronRight size={16} aria-hidden />
        {title}
        {count !== undefined && <span className="second figure">{count}</span>}
      </summary>
      <div className="panel-body">{children}</div>
    </details>
  );
}
