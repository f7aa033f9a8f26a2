import { Button, Dropdown } from 'antd';
import { Ellipsis } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession, useViewAs } from '@/api/session';
import type { People, Person } from '@/api/users';
import { LazyHandover } from '@/components/handover/lazy-handover';
import { useReport } from '@/components/use-report';
import { useText } from '@/lib/text';
import { useRecordTitle } from '@/lib/titles';
import { useFormat } from '@/lib/use-format';
import { InviteDialog } from './invite-dialog';
import { useActive } from './use-active';

type Props = { person: Person; roles: People['roles']; onOpen: () => void };

export function PersonRow({ person, roles, onOpen }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const { user, can } = useSession();
  const [handing, setHanding] = useState(false);
  const [inviting, setInviting] = useState(false);
  const team = useRecordTitle('team', person.team);
  const manager = useRecordTitle('user', person.manager);
  const active = useActive(() => setHanding(true));
  const viewAs = useViewAs();
  const report = useReport();
  const names = person.roles.map((key) => text(roles.find((role) => role.key === key)?.title, key));
  return (
    <tr className={person.active ? undefined : 'disabled'}>
      <th scope="row">
        <button type="button" className="link" onClick={onOpen}>
          {person.name}
        </button>
        <span className="users-mail">{person.email}</span>
      </th>
      <td data-label={t('users.team')}>{team}</td>
      <td data-label={t('users.manager')}>{manager}</td>
      <td data-label={t('users.roles')}>{names.join(t('filter.orValue'))}</td>
      <td data-label={t('users.signIn')}>
        <SignInState person={person} />
      </td>
      <td className="users-more">
        <Dropdown
          trigger={['click']}
          placement="bottomRight"
          menu={{
            items: [
              { key: 'edit', label: t('users.edit') },
              ...(person.active ? [{ key: 'invite', label: t(inviteKey(person)) }] : []),
              ...(can['viewAs'] && person.active && person.id !== user.id ? [{ key: 'viewAs', label: t('viewAs.start') }] : []),
              ...(can['reassign'] ? [{ key: 'handover', label: t('handover.openPerson') }] : []),
              ...(person.id === user.id
                ? []
                : [{ key: 'active', label: t(person.active ? 'users.disable' : 'users.enable'), danger: person.active }]),
            ],
            onClick: ({ key }) => {
              if (key === 'edit') onOpen();
              else if (key === 'invite') setInviting(true);
              else if (key === 'viewAs') viewAs.mutate({ user: person.id }, { onError: report });
              else if (key === 'handover') setHanding(true);
              else active.change(person);
            },
          }}
        >
          <Button type="text" icon={<Ellipsis size={18} />} aria-label={t('users.actions', { name: person.name })} />
        </Dropdown>
        {handing && (
          <LazyHandover
            title={t('handover.titlePerson', { name: person.name })}
            what={{ from: person.id }}
            onClose={() => setHanding(false)}
          />
        )}
        {inviting && <InviteDialog person={person} onClose={() => setInviting(false)} />}
      </td>
    </tr>
  );
}

export const inviteKey = (person: Person) =>
  person.signIn === 'active' ? 'users.resetPassword' : person.signIn === 'invited' ? 'users.inviteAgain' : 'users.invite';

export function SignInState({ person }: { person: Person }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (!person.active) return <>{t('users.disabled')}</>;
  if (person.signIn === 'active' && person.lastSignInAt)
    return (
      <span title={format.instant(person.lastSignInAt)}>{t('users.lastSeen', { when: format.ago(person.lastSignInAt) })}</span>
    );
  return <span className={person.signIn === 'none' ? 'second' : undefined}>{t(`users.state.${person.signIn}`)}</span>;
}
