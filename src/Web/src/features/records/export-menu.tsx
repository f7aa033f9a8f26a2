import { Button, Dropdown } from 'antd';
import { Download } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { buildUrl } from '@/api/client';

const kinds = ['xlsx', 'csv'] as const;

/** The list as it is shown, all of its records, as a file. */
export function ExportMenu({ form, query }: { form: string; query: Record<string, string | undefined> }) {
  const { t } = useTranslation();
  return (
    <Dropdown
      trigger={['click']}
      autoFocus
      menu={{
        items: kinds.map((format) => ({
          key: format,
          label: <a href={buildUrl(`/api/forms/${form}/export`, { ...query, format })}>{t(`list.exportAs.${format}`)}</a>,
        })),
      }}
    >
      <Button icon={<Download size={16} />} aria-label={t('list.export')} title={t('list.export')} />
    </Dropdown>
  );
}
