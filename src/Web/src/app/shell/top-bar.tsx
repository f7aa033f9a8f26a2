import { Plus, Search } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useForms } from '@/api/forms';
import { BellMenu } from '@/components/bell';
import { headerSlot } from '@/components/page-header';
import { useReadOnly } from '@/components/use-read-only';
import { usePhone } from '@/lib/media';
import { AvatarMenu } from './avatar-menu';
import { NewTrigger } from './new-trigger';

const shortcut = /Mac|iP(hone|ad)/.test(navigator.userAgent) ? '⌘ K' : 'Ctrl K';

export function TopBar({ onSearch }: { onSearch: () => void }) {
  const { t } = useTranslation();
  const phone = usePhone();
  const readOnly = useReadOnly();
  const creates = useForms().some((form) => form.can.create && !form.system);
  return (
    <header className="top-bar">
      <div id={headerSlot} className="page-header" />
      <button
        type="button"
        className="search-box"
        onClick={onSearch}
        aria-label={phone ? t('shell.search') : undefined}
        aria-keyshortcuts="Control+K Meta+K"
      >
        <Search size={16} aria-hidden />
        {!phone && (
          <>
            <span>{t('shell.search')}</span>
            <kbd aria-hidden>{shortcut}</kbd>
          </>
        )}
      </button>
      <BellMenu />
      {!phone && creates && (
        <NewTrigger>
          <button type="button" className="new-button" disabled={readOnly !== undefined} title={readOnly}>
            <Plus size={16} aria-hidden />
            {t('shell.new')}
          </button>
        </NewTrigger>
      )}
      {!phone && <AvatarMenu />}
    </header>
  );
}
