import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { blank } from '@/lib/format';
import { isRef, useReach } from '@/lib/titles';
import type { ViewProps } from '../types';

export function RelationView({ field, value }: ViewProps) {
  const ref = isRef(value) ? value : typeof value === 'number' && field.x.form ? { form: field.x.form, id: value } : null;
  if (!ref) return <span className="blank">{blank}</span>;
  return <RecordLink form={ref.form} id={ref.id} />;
}

export function RecordLink({ form, id }: { form: string; id: number }) {
  const { t } = useTranslation();
  const { title, isOut } = useReach(form, id);
  if (isOut)
    return (
      <span className="second" title={`#${id}`}>
        {t('record.outOfReach')}
      </span>
    );
  return (
    <Link to="/f/$form/$id" params={{ form, id: String(id) }} title={title}>
      {title}
    </Link>
  );
}
