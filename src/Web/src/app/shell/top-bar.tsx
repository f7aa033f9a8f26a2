import { useNavigate } from '@tanstack/react-router';
import { Button, Dropdown } from 'antd';
import { Plus, Search } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useForms } from '@/api/forms';
import { FormIcon } from '@/components/form-icon';
import { JobsMenu } from '@/components/jobs-menu';
import { headerSlot } from '@/components/page-header';
import { usePhone } from '@/lib/media';
import { currentLanguage, formTitle } from '@/lib/text';
import { AvatarMenu } from './avatar-menu';

const shortcut = /Mac|iP(hone|ad)/.test(navigator.userAgent) ? '⌘ K' : 'Ctrl K';

/** Forms in which this person may create, as a menu. */
export function useNewMenu() {
  const navigate = useNavigate();
  const forms = useForms().filter((form) => form.can.create && !form.system);
  return {
    items: forms.map((form) => ({
      key: form.key,
      icon: (
        <span className="menu-icon">
          <FormIcon name={form.icon} size={16} />
        </span>
      ),
      label: formTitle(form, currentLanguage()),
    })),
    onClick: ({ key }: { key: string }) => void navigate({ to: '.', search: (before) => ({ ...before, new: key }) }),
  };
}

export function TopBar({ onSearch }: { onSearch: () => void }) {
  const { t } = useTranslation();
  const phone = usePhone();
  const menu = useNewMenu();
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
      <JobsMenu />
      {!phone && menu.items.length > 0 && (
        <Dropdown menu={menu} trigger={['click']} autoFocus>
          <Button icon={<Plus size={16} />}>{t('shell.new')}</Button>
        </Dropdown>
      )}
      {!phone && <AvatarMenu />}
    </header>
  );
}
