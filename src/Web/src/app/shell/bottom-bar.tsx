import { Link, useLocation } from '@tanstack/react-router';
import { ChartColumn, CircleUser, House, LayoutList, Plus, SquareKanban } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useForms } from '@/api/forms';
import { useReadOnly } from '@/components/use-read-only';
import { AvatarMenu } from './avatar-menu';
import { NewTrigger } from './new-trigger';

export function BottomBar() {
  const { t } = useTranslation();
  const forms = useForms().filter((form) => form.nav && form.can.read);
  const readOnly = useReadOnly();
  const boardForm = forms.find((form) => form.views.includes('board'));
  const listForm = forms[0];
  const onDashboard = useLocation({ select: ({ pathname }) => pathname.startsWith('/d/') });
  return (
    <nav className="bottom-bar" aria-label={t('shell.navigation')}>
      <Link to="/" activeOptions={{ exact: true, includeSearch: false }}>
        <House size={20} aria-hidden />
        {t('nav.home')}
      </Link>
      {boardForm ? (
        <Link to="/f/$form/board" params={{ form: boardForm.key }} activeOptions={{ includeSearch: false }}>
          <SquareKanban size={20} aria-hidden />
          {t('nav.board')}
        </Link>
      ) : (
        listForm && (
          <Link to="/f/$form" params={{ form: listForm.key }}>
            <LayoutList size={20} aria-hidden />
            {t('nav.list')}
          </Link>
        )
      )}
      <NewTrigger placement="top">
        <button
          type="button"
          className="bottom-new"
          aria-label={t('shell.new')}
          disabled={readOnly !== undefined}
          title={readOnly}
        >
          <Plus size={22} aria-hidden />
        </button>
      </NewTrigger>
      <Link to="/dashboards" className={onDashboard ? 'active' : undefined} activeOptions={{ includeSearch: false }}>
        <ChartColumn size={20} aria-hidden />
        {t('nav.dashboards')}
      </Link>
      <AvatarMenu>
        <button type="button">
          <CircleUser size={20} aria-hidden />
          {t('nav.me')}
        </button>
      </AvatarMenu>
    </nav>
  );
}
