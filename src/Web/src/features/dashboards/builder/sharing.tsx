import { useQuery } from '@tanstack/react-query';
import { Radio, Select } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { sharingQuery, type Dashboard } from '@/api/reports';
import { useSession } from '@/api/session';
import { useText } from '@/lib/text';

type Access = Dashboard['access'];
type Mode = 'private' | 'roles' | 'everyone';
const modeOf = (access: Access): Mode =>
  access === undefined || access.roles?.includes('*') ? 'everyone' : (access.roles?.length ?? 0) > 0 ? 'roles' : 'private';

/** Who sees a dashboard. What they see in it follows from what they may see at all. */
export function Sharing({ access, onChange }: { access: Access; onChange: (access: Access) => void }) {
  const { t } = useTranslation();
  const text = useText();
  const id = useId();
  const { user, can } = useSession();
  const roles = useQuery(sharingQuery).data ?? [];
  const mayShare = can['dashboards'] || can['design'];
  const owner = access === undefined ? undefined : (access.owner ?? undefined);
  const mode = modeOf(access);
  const mayHide = owner !== undefined || access === undefined;
  const set = (next: Mode) => {
    if (next === 'private') onChange({ owner: owner ?? user.id });
    else if (next === 'everyone') onChange(owner === undefined ? undefined : { owner, roles: ['*'] });
    else onChange({ ...(owner === undefined ? {} : { owner }), roles: roles.slice(0, 1).map((role) => role.key) });
  };
  return (
    <div className="sharing">
      <span id={id} className="sharing-label">
        {t('builder.sharing')}
      </span>
      <Radio.Group
        aria-labelledby={id}
        value={mode}
        disabled={!mayShare}
        options={[
          { value: 'private', label: t('builder.sharing.private'), disabled: !mayHide },
          { value: 'roles', label: t('builder.sharing.roles'), disabled: roles.length === 0 },
          { value: 'everyone', label: t('builder.sharing.everyone') },
        ]}
        onChange={(event) => set(event.target.value as Mode)}
      />
      {mode === 'roles' && (
        <Select
          mode="multiple"
          aria-label={t('builder.sharing.which')}
          showSearch={{ optionFilterProp: 'label' }}
          value={access?.roles ?? []}
          options={roles.map((role) => ({ value: role.key, label: text(role.title, role.key) }))}
          onChange={(chosen: string[]) => chosen.length > 0 && onChange({ ...access, roles: chosen })}
        />
      )}
      <p className="second">{t(mayShare ? 'builder.sharing.hint' : 'builder.sharing.own')}</p>
    </div>
  );
}
