import { Button, Checkbox } from 'antd';
import { useTranslation } from 'react-i18next';
import { useForms } from '@/api/forms';
import type { Grant, RoleDocument } from '@/api/roles';
import type { Fault } from '@/api/types';
import { currentLanguage, formPlural } from '@/lib/text';
import { grantOf, hasOwn, isOn, others, switches, withGrant, withoutGrant } from './role-model';
import { ScopeSelect } from './scope-select';

type Props = { role: RoleDocument; faults: Fault[]; locked: boolean; onChange: (role: RoleDocument) => void };
const order = ['create', 'read', 'update', 'delete', 'import', 'export', 'bulk'] as const;

/** Form by action; a form that the role does not name goes with the row of all others. */
export function MatrixTab({ role, faults, locked, onChange }: Props) {
  const { t } = useTranslation();
  const forms = useForms();
  return (
    <div className="roles-scroll">
      <table className="roles-matrix">
        <thead>
          <tr>
            <th scope="col">{t('roles.form')}</th>
            {order.map((action) => (
              <th key={action} scope="col">
                {t(`roles.action.${action}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {forms.map((form) => (
            <Row
              key={form.key}
              form={form.key}
              label={formPlural(form, currentLanguage())}
              {...{ role, faults, locked, onChange }}
            />
          ))}
          <Row form={others} label={t('roles.otherForms')} {...{ role, faults, locked, onChange }} />
        </tbody>
      </table>
    </div>
  );
}

function Row({ form, label, role, faults, locked, onChange }: Props & { form: string; label: string }) {
  const { t } = useTranslation();
  const grant = grantOf(role, form) ?? {};
  const own = hasOwn(role, form) || form === others;
  const cell = (action: string) => t('roles.cell', { form: label, action: t(`roles.action.${action}`) });
  const change = (part: Partial<Grant>) => onChange(withGrant(role, form, part));
  const isSwitch = (action: string): action is (typeof switches)[number] => switches.some((name) => name === action);
  return (
    <tr className={own ? undefined : 'inherited'}>
      <th scope="row">
        {label}
        {!own && <span className="roles-as">{t('roles.asOthers')}</span>}
        {own && form !== others && !locked && (
          <Button type="link" size="small" className="roles-as" onClick={() => onChange(withoutGrant(role, form))}>
            {t('roles.reset')}
          </Button>
        )}
      </th>
      {order.map((action) => (
        <td key={action} data-label={t(`roles.action.${action}`)}>
          {isSwitch(action) ? (
            <Checkbox
              aria-label={cell(action)}
              checked={isOn(grant, action)}
              disabled={locked}
              onChange={(event) => change({ [action]: event.target.checked })}
            />
          ) : (
            <ScopeSelect
              form={form}
              label={cell(action)}
              scope={grant[action]}
              locked={locked}
              fault={faults.find((item) => item.path.startsWith(`/forms/${form}/${action}`))}
              onChange={(scope) => change({ [action]: scope })}
            />
          )}
        </td>
      ))}
    </tr>
  );
}
