import { useQuery } from '@tanstack/react-query';
import { Button, Drawer, Select } from 'antd';
import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { recordQuery, useUpdateRecord } from '@/api/records';
import type { RecordData } from '@/api/types';
import type { People, Person } from '@/api/users';
import { useGuardedClose } from '@/components/form/create-dialog';
import { EditForm } from '@/components/form/edit-form';
import { Loading } from '@/components/states';
import { useReport } from '@/components/use-report';
import type { FormModel } from '@/lib/form-model';
import { useRecordTitle } from '@/lib/titles';

type Props = { model: FormModel; team: RecordData; people: People; onClose: () => void };

export function TeamDrawer({ model, team, people, onClose }: Props) {
  const { data: record } = useQuery(recordQuery('team', team.id));
  const close = useGuardedClose(onClose);
  return (
    <Drawer open size={520} title={String(team[model.titleKey] ?? '')} onClose={close.ask} destroyOnHidden>
      <div className="person">
        {record ? (
          <EditForm
            key={record.version}
            model={model}
            record={record}
            onSaved={onClose}
            onCancel={onClose}
            onStore={close.watch}
          />
        ) : (
          <Loading />
        )}
        <Members team={team.id} people={people.items} />
      </div>
    </Drawer>
  );
}

/** A person belongs to one team: adding here takes them from where they were. */
function Members({ team, people }: { team: number; people: Person[] }) {
  const { t } = useTranslation();
  const report = useReport();
  const update = useUpdateRecord('user');
  const place = (person: Person, to: number | null) =>
    update.mutate({ id: person.id, version: person.version, changes: { team: to } }, { onError: report });
  const members = people.filter((person) => person.team === team);
  const others = people.filter((person) => person.team !== team && person.active);
  return (
    <section>
      <h2>{t('users.members')}</h2>
      <ul className="members">
        {members.map((person) => (
          <li key={person.id}>
            <span className="grow">{person.name}</span>
            <Button
              type="text"
              icon={<X size={16} />}
              disabled={update.isPending}
              aria-label={t('users.removeMember', { name: person.name })}
              onClick={() => place(person, null)}
            />
          </li>
        ))}
      </ul>
      <Select<number | null>
        className="fill"
        aria-label={t('users.addMember')}
        placeholder={t('users.addMember')}
        showSearch={{ optionFilterProp: 'title' }}
        disabled={update.isPending}
        value={null}
        options={others.map((person) => ({ value: person.id, title: person.name, label: <Candidate person={person} /> }))}
        onChange={(id) => {
          const person = others.find((other) => other.id === id);
          if (person) place(person, team);
        }}
      />
    </section>
  );
}

function Candidate({ person }: { person: Person }) {
  const team = useRecordTitle('team', person.team);
  return (
    <>
      {person.name} {team && <span className="second">{team}</span>}
    </>
  );
}
