import { Checkbox } from 'antd';
import { useTranslation } from 'react-i18next';
import type { RoleDocument } from '@/api/roles';
import { abilities, withAbility } from './role-model';

type Props = { role: RoleDocument; locked: boolean; onChange: (role: RoleDocument) => void };

/** What a role may do beside records, in words. */
export function AbilitiesTab({ role, locked, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <ul className="roles-abilities">
      {abilities.map((ability) => (
        <li key={ability}>
          <Checkbox
            checked={role.can?.[ability] === true}
            disabled={locked}
            onChange={(event) => onChange(withAbility(role, ability, event.target.checked))}
          >
            {t(`roles.can.${ability}`)}
          </Checkbox>
          <p className="second">{t(`roles.canHint.${ability}`)}</p>
        </li>
      ))}
    </ul>
  );
}
