import { Button, Input } from 'antd';
import { Plus, Search } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { People } from '@/api/users';
import { CreateDialog } from '@/components/form/create-dialog';
import { Empty } from '@/components/states';
import { PersonDrawer } from './person-drawer';
import { PersonRow } from './person-row';

export function PeopleTab({ people }: { people: People }) {
  const { t } = useTranslation();
  const [search, setSearch] = useState('');
  const [open, setOpen] = useState<number | null>(null);
  const [creating, setCreating] = useState(false);
  const wanted = search.trim().toLowerCase();
  const shown = people.items.filter((person) => `${person.name} ${person.email ?? ''}`.toLowerCase().includes(wanted));
  const chosen = people.items.find((person) => person.id === open);
  return (
    <>
      <div className="users-bar">
        <Input
          className="users-search"
          prefix={<Search size={16} aria-hidden />}
          placeholder={t('users.search')}
          aria-label={t('users.search')}
          allowClear
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
        <Button type="primary" icon={<Plus size={16} />} onClick={() => setCreating(true)}>
          {t('users.newPerson')}
        </Button>
      </div>
      {shown.length === 0 ? (
        <Empty text={t('users.noMatch')} />
      ) : (
        <table className="users-table">
          <thead>
            <tr>
              <th scope="col">{t('users.name')}</th>
              <th scope="col">{t('users.team')}</th>
              <th scope="col">{t('users.manager')}</th>
              <th scope="col">{t('users.roles')}</th>
              <th scope="col">{t('users.signIn')}</th>
              <th scope="col">
                <span className="visually-hidden">{t('common.more')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((person) => (
              <PersonRow key={person.id} person={person} roles={people.roles} onOpen={() => setOpen(person.id)} />
            ))}
          </tbody>
        </table>
      )}
      {chosen && <PersonDrawer key={chosen.id} person={chosen} roles={people.roles} onClose={() => setOpen(null)} />}
      {creating && (
        <CreateDialog
          form="user"
          onClose={() => setCreating(false)}
          onCreated={(record) => {
            // Roles and the invitation come next.
            setCreating(false);
            setOpen(record.id);
          }}
        />
      )}
    </>
  );
}
