import { useContext } from 'react';
import { useTranslation } from 'react-i18next';
import { blank } from '@/lib/format';
import { TitlesContext } from '@/lib/titles';
import type { ViewProps } from '../types';

export function FileLink({ id, name }: { id: number; name?: string }) {
  const { t } = useTranslation();
  const known = useContext(TitlesContext)['file']?.[String(id)];
  return (
    <a href={`/api/files/${id}`} download>
      {name ?? known ?? t('field.fileNumber', { id })}
    </a>
  );
}

export function FileView({ value }: ViewProps) {
  const ids = Array.isArray(value) ? (value as number[]) : [];
  if (ids.length === 0) return <span className="blank">{blank}</span>;
  return (
    <span className="choices">
      {ids.map((id) => (
        <span key={id} className="choice">
          <FileLink id={id} />
        </span>
      ))}
    </span>
  );
}
