import { Button, Select } from 'antd';
import { X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useForms } from '@/api/forms';
import type { FieldLimit, RoleDocument } from '@/api/roles';
import type { Fault } from '@/api/types';
import { useFormModel } from '@/lib/form-model';
import { currentLanguage, formPlural, formTitle } from '@/lib/text';
import { others, withLimit } from './role-model';

type Props = { role: RoleDocument; faults: Fault[]; locked: boolean; onChange: (role: RoleDocument) => void };
const limits: FieldLimit[] = ['hidden', 'masked', 'readOnly'];

/** Only what differs: every other field goes with its form. */
export function FieldsTab({ role, faults, locked, onChange }: Props) {
  const { t } = useTranslation();
  const forms = useForms();
  const named = Object.entries(role.forms ?? {}).filter(([, grant]) => Object.keys(grant.fields ?? {}).length > 0);
  return (
    <div className="roles-limits">
      <p className="second">{t('roles.fieldsHint')}</p>
      {named.length === 0 && <p>{t('roles.noLimits')}</p>}
      {named.map(([form]) => (
        <FormLimits key={form} form={form} {...{ role, faults, locked, onChange }} />
      ))}
      {!locked && <AddLimit role={role} forms={forms.map((form) => form.key)} onChange={onChange} />}
    </div>
  );
}

function FormLimits({ form, role, faults, locked, onChange }: Props & { form: string }) {
  const { t } = useTranslation();
  const info = useForms().find((item) => item.key === form);
  const model = useFormModel(form === others ? '' : form);
  const title = form === others ? t('roles.otherForms') : info ? formPlural(info, currentLanguage()) : form;
  return (
    <section>
      <h2>{title}</h2>
      <ul>
        {Object.entries(role.forms?.[form]?.fields ?? {}).map(([key, limit]) => {
          const label = model?.fields.get(key)?.label ?? key;
          const fault = faults.find((item) => item.path === `/forms/${form}/fields/${key}`);
          return (
            <li key={key}>
              <span className="roles-field">{label}</span>
              <Select<FieldLimit>
                className="roles-limit"
                aria-label={t('roles.limitOf', { field: label })}
                disabled={locked}
                value={limit}
                status={fault ? 'error' : undefined}
                options={limits.map((value) => ({ value, label: t(`roles.limit.${value}`) }))}
                onChange={(next) => onChange(withLimit(role, form, key, next))}
              />
              {!locked && (
                <Button
                  type="text"
                  icon={<X size={16} />}
                  aria-label={t('roles.removeLimit', { field: label })}
                  onClick={() => onChange(withLimit(role, form, key, null))}
                />
              )}
              {fault && <p className="roles-fault">{fault.message}</p>}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function AddLimit({ role, forms, onChange }: { role: RoleDocument; forms: string[]; onChange: Props['onChange'] }) {
  const { t } = useTranslation();
  const infos = useForms();
  const [form, setForm] = useState<string | null>(null);
  const model = useFormModel(form ?? '');
  const taken = role.forms?.[form ?? '']?.fields ?? {};
  const fields = [...(model?.fields.values() ?? [])].filter(
    (field) => !field.system && field.key !== 'owner' && !(field.key in taken),
  );
  return (
    <div className="roles-add">
      <Select<string>
        className="roles-limit"
        aria-label={t('roles.pickForm')}
        placeholder={t('roles.pickForm')}
        showSearch={{ optionFilterProp: 'label' }}
        value={form}
        options={forms.map((key) => ({
          value: key,
          label: formTitle(
            infos.find((item) => item.key === key),
            currentLanguage(),
          ),
        }))}
        onChange={setForm}
      />
      {model && (
        <Select<string | null>
          className="roles-limit"
          aria-label={t('roles.pickField')}
          placeholder={t('roles.pickField')}
          showSearch={{ optionFilterProp: 'label' }}
          value={null}
          options={fields.map((field) => ({ value: field.key, label: field.label }))}
          onChange={(key) => form && key && onChange(withLimit(role, form, key, 'hidden'))}
        />
      )}
    </div>
  );
}
