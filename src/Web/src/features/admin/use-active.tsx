import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { previewQuery } from '@/api/handovers';
import { useUpdateRecord } from '@/api/records';
import { useSession } from '@/api/session';
import type { Person } from '@/api/users';
import { App } from '@/components/feedback';
import { useReport } from '@/components/use-report';

/** Disables after asking, because sessions end at once; enables without. Who still holds records may be handed over first. */
export function useActive(onHandOver: () => void) {
  const { t } = useTranslation();
  const { can } = useSession();
  const client = useQueryClient();
  const { modal, message } = App.useApp();
  const report = useReport();
  const update = useUpdateRecord('user');
  const save = (person: Person, active: boolean) =>
    update
      .mutateAsync({ id: person.id, version: person.version, changes: { active } })
      .then(() => {
        // Not returned: a message is done only when it has faded.
        void message.success(t(active ? 'users.enabledDone' : 'users.disabledDone', { name: person.name }));
      })
      .catch(report);
  const held = async (person: Person) => {
    if (!can['reassign']) return 0;
    const plan = await client.fetchQuery(previewQuery({ from: person.id, to: [], split: 'one' })).catch(() => null);
    return plan?.total ?? 0;
  };
  const change = async (person: Person) => {
    if (!person.active) return void save(person, true);
    const count = await held(person);
    const handOver = () => {
      dialog.destroy();
      onHandOver();
    };
    const dialog = modal.confirm({
      title: t('users.disableTitle', { name: person.name }),
      content: count === 0 ? t('users.disableHint') : <StillHolds person={person} count={count} onHandOver={handOver} />,
      okText: t('users.disable'),
      cancelText: t('common.cancel'),
      okButtonProps: { danger: true },
      icon: null,
      onOk: () => save(person, false),
    });
  };
  return { change: (person: Person) => void change(person), saving: update.isPending };
}

/** What would lie about without an owner who can act; offered to be given away first. */
function StillHolds({ person, count, onHandOver }: { person: Person; count: number; onHandOver: () => void }) {
  const { t } = useTranslation();
  return (
    <>
      <p>{t('users.disableHint')}</p>
      <p>{t('handover.stillHolds', { name: person.name, count })}</p>
      <Button onClick={onHandOver}>{t('handover.openPerson')}</Button>
    </>
  );
}
