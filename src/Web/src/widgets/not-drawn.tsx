import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReportColumn } from '@/api/reports';
import { useFormat } from '@/lib/use-format';

/** What was asked for and is not in the picture. */
export function NotDrawn({ columns, children }: { columns: ReportColumn[]; children?: ReactNode }) {
  const { t } = useTranslation();
  const { language } = useFormat();
  const names = columns.map((column) => column.label).join(language === 'zh-CN' ? '、' : ', ');
  return (
    <p className="widget-notes not-drawn">
      {children}
      {names && <span>{t('dashboards.notInPicture', { names })}</span>}
    </p>
  );
}
