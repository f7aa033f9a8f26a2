import { useQuery } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { tokensQuery, useCreateToken, useRevokeToken, type ApiToken } from '@/api/users';
import { App } from '@/components/feedback';
import { CopyField } from '@/components/copy-field';
import { Failed, Loading } from '@/components/states';
import { useReport } from '@/components/use-report';
import { useFormat } from '@/lib/use-format';

/** Keys for programs. A key is shown once, when it is made. */
export function Tokens() {
  const { t } = useTranslation();
  const report = useReport();
  const { data, isError, error, refetch } = useQuery(tokensQuery);
  const create = useCreateToken();
  const [name, setName] = useState('');
  const made = create.data?.token;
  return (
    <>
      {isError ? (
        <Failed error={error} onRetry={() => void refetch()} />
      ) : data ? (
        data.length > 0 && (
          <ul className="tokens">
            {data.map((token) => (
              <TokenLine key={token.id} token={token} onRevoked={() => create.reset()} />
            ))}
          </ul>
        )
      ) : (
        <Loading rows={2} />
      )}
      {made && (
        <div className="token-made" role="status">
          <p>{t('settings.tokenOnce')}</p>
          <CopyField value={made} label={t('settings.token')} />
        </div>
      )}
      <form
        className="token-new"
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim()) create.mutate(name.trim(), { onError: report, onSuccess: () => setName('') });
        }}
      >
        <Input
          value={name}
          maxLength={200}
          aria-label={t('settings.tokenName')}
          placeholder={t('settings.tokenName')}
          onChange={(event) => setName(event.target.value)}
        />
        <Button htmlType="submit" disabled={!name.trim()} loading={create.isPending}>
          {t('settings.createToken')}
        </Button>
      </form>
    </>
  );
}

function TokenLine({ token, onRevoked }: { token: ApiToken; onRevoked: () => void }) {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  const format = useFormat();
  const report = useReport();
  const revoke = useRevokeToken();
  const ask = () =>
    void modal.confirm({
      title: t('settings.revokeTitle', { name: token.name }),
      content: t('settings.revokeHint'),
      okText: t('settings.revoke'),
      cancelText: t('common.cancel'),
      okButtonProps: { danger: true },
      icon: null,
      onOk: () => revoke.mutateAsync(token.id).then(onRevoked, report),
    });
  return (
    <li>
      <span className="grow">{token.name}</span>
      {token.createdAt && <span className="second">{format.instant(token.createdAt)}</span>}
      <Button type="text" danger aria-label={t('settings.revokeTitle', { name: token.name })} onClick={ask}>
        {t('settings.revoke')}
      </Button>
    </li>
  );
}
