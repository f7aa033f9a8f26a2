import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { invitationQuery, useAcceptInvitation } from '@/api/session';
import { Loading } from '@/components/states';
import { useReason } from '@/components/use-report';
import { applySession } from '@/lib/apply-session';
import { Entry, EntryField, passwordLength, PasswordRule } from './entry';

export function InvitationPage() {
  const { t } = useTranslation();
  const { token } = useParams({ from: '/invite/$token' });
  const navigate = useNavigate();
  const reason = useReason();
  const invitation = useQuery(invitationQuery(token));
  const accept = useAcceptInvitation(token);
  const [password, setPassword] = useState('');

  if (invitation.isPending)
    return (
      <Entry title={t('entry.welcome')}>
        <Loading />
      </Entry>
    );
  if (invitation.isError)
    return (
      <Entry title={t('entry.invitationGone')}>
        <p className="second">{t('entry.invitationGoneHint')}</p>
      </Entry>
    );
  return (
    <Entry title={t('entry.welcomeName', { name: invitation.data.name })}>
      <p className="second">{t('entry.choosePassword', { email: invitation.data.email })}</p>
      {accept.isError && (
        <p className="entry-alert" role="alert">
          {reason(accept.error)}
        </p>
      )}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          accept.mutate({ password }, { onSuccess: (session) => void applySession(session).then(() => navigate({ to: '/' })) });
        }}
      >
        <input type="hidden" autoComplete="username" value={invitation.data.email} readOnly />
        <EntryField label={t('entry.password')}>
          {(id) => (
            <>
              <Input.Password
                id={id}
                autoComplete="new-password"
                autoFocus
                size="large"
                value={password}
                onChange={(event) => setPassword(event.target.value)}
              />
              <PasswordRule password={password} />
            </>
          )}
        </EntryField>
        <Button
          type="primary"
          htmlType="submit"
          size="large"
          block
          disabled={[...password].length < passwordLength}
          loading={accept.isPending}
        >
          {t('entry.start')}
        </Button>
      </form>
    </Entry>
  );
}
