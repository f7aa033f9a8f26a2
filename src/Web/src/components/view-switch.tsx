import { Link } from '@tanstack/react-router';
import { LayoutList, SquareKanban } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { usePipelineOf } from '@/api/forms';
import type { ListSearch } from '@/lib/list-search';

/** List or board of the same records, with the same filter and saved view. */
export function ViewSwitch({ form, address }: { form: string; address: ListSearch }) {
  const { t } = useTranslation();
  const pipeline = usePipelineOf(form);
  if (!pipeline) return null;
  return (
    <nav className="view-switch" aria-label={t('nav.view')}>
      <Link to="/f/$form" params={{ form }} search={address} activeOptions={{ exact: true, includeSearch: false }}>
        <LayoutList size={16} aria-hidden />
        <span>{t('nav.list')}</span>
      </Link>
      <Link to="/f/$form/board" params={{ form }} search={address} activeOptions={{ exact: true, includeSearch: false }}>
        <SquareKanban size={16} aria-hidden />
        <span>{t('nav.board')}</span>
      </Link>
    </nav>
  );
}
