import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '@/api/client';
import { useSession } from '@/api/session';
import { useChangePassword } from '@/api/users';
import { App } from '@/components/feedback';
import { useReason } from '@/components/use-report';

const shortest = 12;

export function PasswordForm() {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const { user } = useSession();
  const reason = useReason();
  const change = useChangePassword();
  const [current, setCurrent] = useState('');
  const [password, setPassword] = useState('');
  const faults = change.error instanceof ApiError ? change.error.errors : [];
  const faultOf = (name: string) => faults.find((fault) => fault.path === `/${name}`)?.message;
  const save = () =>
    change.mutate(
      { current, password },
      {
        onSuccess: () => {
          setCurrent('');
          setPassword('');
          message.success(t('settings.passwordChanged'));
        },
      },
    );
  return (
    <form
      className="settings-fields"
      onSubmit={(event) => {
        event.preventDefault();
        if (!change.isPending) save();
      }}
    >
      <input
        type="text"
        className="visually-hidden"
        autoComplete="username"
        value={user.email}
        readOnly
        tabIndex={-1}
        aria-hidden
      />
      <label htmlFor="settings-current">{t('settings.currentPassword')}</label>
      <Input.Password
        id="settings-current"
        autoComplete="current-password"
        value={current}
        status={faultOf('current') ? 'error' : undefined}
        aria-describedby="settings-current-fault"
        onChange={(event) => setCurrent(event.target.value)}
      />
      <span id="settings-current-fault" className="settings-fault" role="alert">
        {faultOf('current')}
      </span>
      <label htmlFor="settings-password">{t('settings.newPassword')}</label>
      <Input.Password
        id="settings-password"
        autoComplete="new-password"
        value={password}
        status={faultOf('password') ? 'error' : undefined}
        aria-describedby="settings-password-hint"
        onChange={(event) => setPassword(event.target.value)}
      />
      <span id="settings-password-hint" className={faultOf('password') ? 'settings-fault' : 'settings-hint'}>
        {faultOf('password') ?? t('entry.passwordRule', { count: shortest })}
      </span>
      {change.isError && !faultOf('current') && !faultOf('password') && (
        <span className="settings-fault" role="alert">
          {reason(change.error)}
        </span>
      )}
      <Button
        htmlType="submit"
        className="settings-submit"
        disabled={!current || password.length < shortest}
        loading={change.isPending}
      >
        {t('settings.changePassword')}
      </Button>
    </form>
  );
}
