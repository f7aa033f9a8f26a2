import { useTranslation } from 'react-i18next';
import { blank } from '@/lib/format';
import type { ViewProps } from '../types';

export function BooleanView({ value }: ViewProps) {
  const { t } = useTranslation();
  if (typeof value !== 'boolean') return <span className="blank">{blank}</span>;
  return <>{t(value ? 'field.yes' : 'field.no')}</>;
}
