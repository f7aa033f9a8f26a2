import { useQuery } from '@tanstack/react-query';
import { Button, Drawer, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { recordQuery } from '@/api/records';
import { useSession } from '@/api/session';
import { useSetRoles, type People, type Person } from '@/api/users';
import { App } from '@/components/feedback';
import { useGuardedClose } from '@/components/form/create-dialog';
import { EditForm } from '@/components/form/edit-form';
import { LazyHandover } from '@/components/handover/lazy-handover';
import { Loading } from '@/components/states';
import { useReport } from '@/components/use-report';
import { useFormModel, type FormModel } from '@/lib/form-model';
import { useText } from '@/lib/text';
import { Invite } from './invite-dialog';
import { SignInState } from './person-row';
import { useActive } from './use-active';

type Props = { person: Person; roles: People['roles']; onClose: () => void };

/** Everything about one person: the record, the roles, the sign-in. */
export function PersonDrawer({ person, roles, onClose }: Props) {
  const { t } = useTranslation();
  const { user, can } = useSession();
  const model = useFormModel('user');
  const { data: record } = useQuery(recordQuery('user', person.id));
  const close = useGuardedClose(onClose);
  const [handing, setHanding] = useState(false);
  const active = useActive(() => setHanding(true));
  return (
    <Drawer open size={520} title={person.name} onClose={close.ask} destroyOnHidden>
      <div className="person">
        {model && record ? (
          <EditForm
            key={record.version}
            model={withoutActive(model)}
            record={record}
            onSaved={onClose}
            onCancel={onClose}
            onStore={close.watch}
          />
        ) : (
          <Loading />
        )}
        <Roles person={person} roles={roles} />
        <section>
          <h2>{t('users.signIn')}</h2>
          <p className="second">
            <SignInState person={person} />
          </p>
          {person.active && <Invite person={person} />}
        </section>
        {can['reassign'] && (
          <section>
            <h2>{t('handover.title')}</h2>
            <p className="second">{t('handover.personHint')}</p>
            <Button onClick={() => setHanding(true)}>{t('handover.openPerson')}</Button>
          </section>
        )}
        {person.id !== user.id && (
          <section>
            <h2>{t('users.access')}</h2>
            <p className="second">{t(person.active ? 'users.disableHint' : 'users.enableHint')}</p>
            <Button danger={person.active} loading={active.saving} onClick={() => active.change(person)}>
              {t(person.active ? 'users.disable' : 'users.enable')}
            </Button>
          </section>
        )}
      </div>
      {handing && (
        <LazyHandover
          title={t('handover.titlePerson', { name: person.name })}
          what={{ from: person.id }}
          onClose={() => setHanding(false)}
        />
      )}
    </Drawer>
  );
}

/** Disabling asks first; so it is no tick among the other fields. */
function withoutActive(model: FormModel): FormModel {
  const form = model.document['x-form'];
  const detail = form.layouts?.['create'] ?? form.layouts?.['detail'];
  if (!detail) return model;
  return { ...model, document: { ...model.document, 'x-form': { ...form, layouts: { ...form.layouts, detail } } } };
}

function Roles({ person, roles }: Omit<Props, 'onClose'>) {
  const { t } = useTranslation();
  const text = useText();
  const { message } = App.useApp();
  const report = useReport();
  const save = useSetRoles();
  return (
    <section>
      <h2 id="person-roles">{t('users.roles')}</h2>
      <p className="second">{t('users.rolesHint')}</p>
      <Select
        mode="multiple"
        className="fill"
        aria-label={t('users.roles')}
        showSearch={{ optionFilterProp: 'label' }}
        placeholder={t('users.noRoles')}
        loading={save.isPending}
        value={save.isPending ? save.variables.roles : person.roles}
        options={roles.map((role) => ({ value: role.key, label: text(role.title, role.key) }))}
        onChange={(next: string[]) =>
          save.mutate(
            { id: person.id, roles: next },
            { onError: report, onSuccess: () => void message.success(t('users.rolesSaved', { name: person.name })) },
          )
        }
      />
    </section>
  );
}
