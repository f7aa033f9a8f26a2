import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { rolesQuery } from '@/api/roles';
import { useText } from '@/lib/text';
import { SettingRow } from './setting-inputs';

type Props = { label: string; help?: string; value: string[] | undefined; onChange: (roles: string[]) => void };

/** The roles that something is for; none of them is everyone. */
export function RolesSetting({ label, help, value, onChange }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const roles = useQuery(rolesQuery).data ?? [];
  return (
    <SettingRow label={label} help={help}>
      {(id) => (
        <Select
          id={id}
          className="fill"
          mode="multiple"
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={t('build.everyone')}
          value={value ?? []}
          options={roles.map((role) => ({ value: role.key, label: text(role.title, role.key) }))}
          onChange={onChange}
        />
      )}
    </SettingRow>
  );
}
