import { Link } from '@tanstack/react-router';
import { LayoutList, SquareKanban } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useFormInfo } from '@/api/forms';
import { viewAddress } from '@/lib/form-views';
import type { ListSearch } from '@/lib/list-search';

const icons = { list: LayoutList, board: SquareKanban };

/** List or board of the same records, with the same filter and saved view; nothing where there is no choice. */
export function ViewSwitch({ form, address }: { form: string; address: ListSearch }) {
  const { t } = useTranslation();
  const views = useFormInfo(form)?.views ?? [];
  if (views.length < 2) return null;
  return (
    <nav className="view-switch" aria-label={t('nav.view')}>
      {views.map((view) => {
        const Icon = icons[view];
        return (
          <Link
            key={view}
            to={viewAddress(view)}
            params={{ form }}
            search={address}
            activeOptions={{ exact: true, includeSearch: false }}
          >
            <Icon size={16} aria-hidden />
            <span>{t(`nav.${view}`)}</span>
          </Link>
        );
      })}
    </nav>
  );
}
