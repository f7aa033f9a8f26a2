import { Button, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { useInvite, type Person } from '@/api/users';
import { CopyField } from '@/components/copy-field';
import { useReason } from '@/components/use-report';
import { useFormat } from '@/lib/use-format';
import { inviteKey } from './person-row';

/** A link to hand over oneself; there need not be a mail server. */
export function InviteDialog({ person, onClose }: { person: Person; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal open title={`${t(inviteKey(person))} · ${person.name}`} footer={null} onCancel={onClose} destroyOnHidden>
      <Invite person={person} />
    </Modal>
  );
}

export function Invite({ person }: { person: Person }) {
  const { t } = useTranslation();
  const format = useFormat();
  const reason = useReason();
  const invite = useInvite();
  const resets = person.signIn === 'active';
  if (invite.data)
    return (
      <div className="invite">
        <p>{t('users.linkFor', { name: person.name, until: format.instant(invite.data.expiresAt) })}</p>
        <CopyField value={invite.data.url} label={t('users.link')} />
      </div>
    );
  return (
    <div className="invite">
      <p>{t(resets ? 'users.resetHint' : 'users.inviteHint')}</p>
      {invite.isError && (
        <p className="users-fault" role="alert">
          {reason(invite.error)}
        </p>
      )}
      <Button loading={invite.isPending} onClick={() => invite.mutate(person.id)}>
        {t('users.makeLink')}
      </Button>
    </div>
  );
}
