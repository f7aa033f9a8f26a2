import { Link } from '@tanstack/react-router';
import { Checkbox } from 'antd';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordData } from '@/api/types';
import { FieldView } from '@/fields/field-view';
import { fieldType } from '@/fields/registry';
import type { Field, FormModel } from '@/lib/form-model';

type Props = {
  index: number;
  offset: number;
  model: FormModel;
  columns: Field[];
  record: RecordData;
  /** A title as this person reads it. */
  titleOf: (stored: string) => string;
  selected: boolean;
  onToggle: (id: number) => void;
};

export const RecordRow = memo(function RecordRow({ index, offset, model, columns, record, titleOf, selected, onToggle }: Props) {
  const { t } = useTranslation();
  const title = titleOf(String(record[model.titleKey] ?? '')) || `#${record.id}`;
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selected}
      className={selected ? 'table-row selected' : 'table-row'}
      style={{ transform: `translateY(${offset}px)` }}
    >
      <span role="cell" className="table-check">
        <Checkbox checked={selected} aria-label={t('list.select', { title })} onChange={() => onToggle(record.id)} />
      </span>
      {columns.map((field, column) => (
        <span key={field.key} role="cell" className={fieldType(field.type).align === 'end' ? 'table-cell end' : 'table-cell'}>
          {column === 0 ? (
            <Link to="/f/$form/$id" params={{ form: model.key, id: String(record.id) }} preload={false} title={title}>
              {title}
            </Link>
          ) : (
            <FieldView field={field} value={record[field.key]} compact />
          )}
        </span>
      ))}
    </div>
  );
});
