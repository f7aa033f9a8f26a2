import { ArrowDown, ArrowUp } from 'lucide-react';
import { fieldType } from '@/fields/registry';
import type { Field } from '@/lib/form-model';

type Props = { field: Field; sort: string; onSort: (sort: string) => void };

/** Sorts by its column; a second click turns the order around. */
export function ColumnHead({ field, sort, onSort }: Props) {
  const type = fieldType(field.type);
  const by = sort === field.key ? 'ascending' : sort === `-${field.key}` ? 'descending' : 'none';
  const className = type.align === 'end' ? 'table-cell end' : 'table-cell';
  if (!type.sortable || field.masked)
    return (
      <span role="columnheader" className={className}>
        {field.label}
      </span>
    );
  return (
    <span role="columnheader" className={className} aria-sort={by}>
      <button type="button" onClick={() => onSort(by === 'ascending' ? `-${field.key}` : field.key)}>
        {field.label}
        {by === 'ascending' && <ArrowUp size={14} aria-hidden />}
        {by === 'descending' && <ArrowDown size={14} aria-hidden />}
      </button>
    </span>
  );
}
