import { useTranslation } from 'react-i18next';
import { PageHeader } from '@/components/page-header';

export function UsersPage() {
  const { t } = useTranslation();
  return (
    <div className="page">
      <PageHeader title={t('nav.users')} />
    </div>
  );
}
