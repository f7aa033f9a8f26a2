import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { rolesQuery } from '@/api/roles';
import { useText } from '@/lib/text';

type Props = { id?: string; label?: string; roles: string[] | undefined; onChange: (roles: string[] | undefined) => void };

/** Who may: whoever may edit, nobody, or people with certain roles. */
export function RoleChoice({ id, label, roles, onChange }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const known = useQuery(rolesQuery).data ?? [];
  const kind = roles === undefined ? 'all' : roles.length === 0 ? 'none' : 'some';
  return (
    <div className="role-choice">
      <Select
        id={id}
        aria-label={label}
        value={kind}
        options={[
          { value: 'all', label: t('moves.everyone') },
          { value: 'some', label: t('moves.roles') },
          { value: 'none', label: t('moves.nobody') },
        ]}
        onChange={(next: string) =>
          onChange(
            next === 'all'
              ? undefined
              : next === 'none'
                ? []
                : known
                    .filter((role) => role.key !== 'admin')
                    .slice(0, 1)
                    .map((role) => role.key),
          )
        }
      />
      {kind === 'some' && (
        <Select
          mode="multiple"
          className="fill"
          aria-label={t('moves.whichRoles')}
          showSearch={{ optionFilterProp: 'label' }}
          value={roles}
          options={known
            .filter((role) => role.key !== 'admin')
            .map((role) => ({ value: role.key, label: text(role.title, role.key) }))}
          onChange={(next: string[]) => onChange(next)}
        />
      )}
    </div>
  );
}

/** The same in a few words, for a cell. */
export function useRoleWords() {
  const { t } = useTranslation();
  const text = useText();
  const known = useQuery(rolesQuery).data ?? [];
  return (roles: string[] | undefined) =>
    roles === undefined
      ? t('moves.everyone')
      : roles.length === 0
        ? t('moves.nobody')
        : roles.map((key) => text(known.find((role) => role.key === key)?.title, key)).join(t('common.listSeparator'));
}
