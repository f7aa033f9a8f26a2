import { useNavigate, useRouter, useSearch } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSignIn } from '@/api/session';
import { useReason } from '@/components/use-report';
import { applySession } from '@/lib/apply-session';
import { Entry, EntryField } from './entry';

export function SignInPage() {
  const { t } = useTranslation();
  const { from } = useSearch({ from: '/sign-in' });
  const navigate = useNavigate();
  const router = useRouter();
  const reason = useReason();
  const signIn = useSignIn();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');

  const submit = () =>
    signIn.mutate(
      { email, password },
      {
        onSuccess: async (session) => {
          await applySession(session);
          // Only ever back into this app: a foreign address in `from` must not lead away.
          if (from?.startsWith('/') && !from.startsWith('//')) router.history.push(from);
          else await navigate({ to: '/' });
        },
      },
    );
  return (
    <Entry title={t('entry.signIn')}>
      {signIn.isError && (
        <p className="entry-alert" role="alert">
          {reason(signIn.error)}
        </p>
      )}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <EntryField label={t('entry.email')}>
          {(id) => (
            <Input
              id={id}
              type="email"
              autoComplete="username"
              autoFocus
              required
              size="large"
              value={email}
              onChange={(event) => setEmail(event.target.value)}
            />
          )}
        </EntryField>
        <EntryField label={t('entry.password')}>
          {(id) => (
            <Input.Password
              id={id}
              autoComplete="current-password"
              required
              size="large"
              value={password}
              onChange={(event) => setPassword(event.target.value)}
            />
          )}
        </EntryField>
        <Button type="primary" htmlType="submit" size="large" block loading={signIn.isPending}>
          {t('entry.signIn')}
        </Button>
      </form>
      <p className="second">{t('entry.forgot')}</p>
    </Entry>
  );
}
