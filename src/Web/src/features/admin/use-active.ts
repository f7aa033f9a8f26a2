import { useTranslation } from 'react-i18next';
import { useUpdateRecord } from '@/api/records';
import type { Person } from '@/api/users';
import { App } from '@/components/feedback';
import { useReport } from '@/components/use-report';

/** Disables after asking, because sessions end at once; enables without. */
export function useActive() {
  const { t } = useTranslation();
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
  const change = (person: Person) => {
    if (!person.active) return void save(person, true);
    void modal.confirm({
      title: t('users.disableTitle', { name: person.name }),
      content: t('users.disableHint'),
      okText: t('users.disable'),
      cancelText: t('common.cancel'),
      okButtonProps: { danger: true },
      icon: null,
      onOk: () => save(person, false),
    });
  };
  return { change, saving: update.isPending };
}
