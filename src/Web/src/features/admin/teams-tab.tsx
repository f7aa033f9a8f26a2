import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { pageQuery } from '@/api/records';
import type { RecordData } from '@/api/types';
import type { People } from '@/api/users';
import { CreateDialog } from '@/components/form/create-dialog';
import { Empty, Failed, Loading } from '@/components/states';
import { FieldView } from '@/fields/field-view';
import { useFormModel, type FormModel } from '@/lib/form-model';
import { TeamDrawer } from './team-drawer';

export function TeamsTab({ people }: { people: People }) {
  const { t } = useTranslation();
  const model = useFormModel('team');
  const { data, isError, error, isPending, refetch } = useQuery(pageQuery('team', { sort: 'name', limit: 200 }));
  const [open, setOpen] = useState<number | null>(null);
  const [creating, setCreating] = useState(false);
  const chosen = data?.items.find((team) => team.id === open);
  return (
    <>
      <div className="users-bar">
        <Button type="primary" icon={<Plus size={16} />} onClick={() => setCreating(true)}>
          {t('users.newTeam')}
        </Button>
      </div>
      {isError ? (
        <Failed error={error} onRetry={() => void refetch()} />
      ) : isPending || !model ? (
        <Loading />
      ) : data.items.length === 0 ? (
        <Empty text={t('users.noTeams')} />
      ) : (
        <TeamTable model={model} teams={data.items} people={people} onOpen={setOpen} />
      )}
      {model && chosen && (
        <TeamDrawer key={chosen.id} model={model} team={chosen} people={people} onClose={() => setOpen(null)} />
      )}
      {creating && (
        <CreateDialog
          form="team"
          onClose={() => setCreating(false)}
          onCreated={(record) => {
            setCreating(false);
            setOpen(record.id);
          }}
        />
      )}
    </>
  );
}

type TableProps = { model: FormModel; teams: RecordData[]; people: People; onOpen: (id: number) => void };

function TeamTable({ model, teams, people, onOpen }: TableProps) {
  const { t } = useTranslation();
  const region = model.fields.get('region');
  return (
    <table className="users-table">
      <thead>
        <tr>
          <th scope="col">{t('users.team')}</th>
          {region && <th scope="col">{region.label}</th>}
          <th scope="col">{t('users.members')}</th>
        </tr>
      </thead>
      <tbody>
        {teams.map((team) => {
          const members = people.items.filter((person) => person.team === team.id).map((person) => person.name);
          return (
            <tr key={team.id}>
              <th scope="row">
                <button type="button" className="link" onClick={() => onOpen(team.id)}>
                  {String(team[model.titleKey] ?? `#${team.id}`)}
                </button>
              </th>
              {region && (
                <td data-label={region.label}>
                  <FieldView field={region} value={team['region']} />
                </td>
              )}
              <td data-label={t('users.members')} className="users-members">
                {members.length > 0 ? members.join(t('filter.orValue')) : <span className="second">{t('users.noMembers')}</span>}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
