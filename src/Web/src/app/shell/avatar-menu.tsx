import { Popover } from 'antd';
import { lazy, Suspense, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '@/api/session';

const AccountSettings = lazy(() => import('./account-settings'));

export function AvatarMenu({ children }: { children?: ReactNode }) {
  const { t } = useTranslation();
  const { user } = useSession();
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      content={
        <Suspense fallback={<div className="account" />}>
          <AccountSettings />
        </Suspense>
      }
    >
      {children ?? (
        <button type="button" className="avatar" aria-label={t('shell.account', { name: user.name })}>
          {[...user.name.trim()][0]?.toUpperCase()}
        </button>
      )}
    </Popover>
  );
}
