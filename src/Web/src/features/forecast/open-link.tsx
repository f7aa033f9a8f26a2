import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Filter } from '@/api/types';
import { ManyRecords } from './many-records';

type Props = { form: string; filters: (Filter | null | undefined)[]; children: ReactNode; title?: string; label?: string };

/** A figure that opens the records it is made of; every condition is a chip of its own there. */
export function OpenLink({ form, filters, children, title, label }: Props) {
  const parts = filters.filter((filter) => !!filter).flatMap((filter) => ('and' in filter ? filter.and : [filter]));
  return (
    <Link
      to="/f/$form"
      params={{ form }}
      search={{ filter: parts.length > 0 ? { and: parts } : undefined }}
      className="forecast-figure figure"
      title={title}
      aria-label={label}
    >
      {children}
    </Link>
  );
}

/** An address holds no more ids than this. */
const most = 200;

/** As OpenLink, for records that only their ids can name. */
export function IdsLink({ form, ids, children, title, label }: Omit<Props, 'filters'> & { ids: number[]; label: string }) {
  if (ids.length > most)
    return (
      <ManyRecords form={form} ids={ids} title={title} label={label}>
        {children}
      </ManyRecords>
    );
  return (
    <OpenLink form={form} filters={[{ member: 'id', operator: 'in', values: ids }]} title={title} label={label}>
      {children}
    </OpenLink>
  );
}
