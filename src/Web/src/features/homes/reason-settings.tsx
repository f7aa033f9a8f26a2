import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Reason } from '@/api/homes';
import { FieldSetting } from '@/components/settings/field-setting';
import { SettingRow } from '@/components/settings/setting-inputs';
import { TextPair } from '@/components/settings/text-pair';
import type { Field } from '@/lib/form-model';
import { changed } from '@/lib/changed';
import { setReasons } from './home-document';

type Props = { fields: Field[]; reasons: Reason[]; onChange: (reasons: Reason[]) => void };
const numbers = new Set(['integer', 'decimal', 'money', 'percent']);

/** Yes/no fields that call for somebody while they hold, each with a figure beside it if that tells more. */
export function ReasonSettings({ fields, reasons, onChange }: Props) {
  const { t } = useTranslation();
  const flags = fields.filter((field) => field.type === 'boolean');
  const labelOf = (key: string) => fields.find((field) => field.key === key)?.label ?? key;
  const set = (reason: Reason, changes: Partial<Reason>) =>
    onChange(reasons.map((other) => (other === reason ? changed(reason, changes) : other)));
  return (
    <>
      <SettingRow label={t('homes.reasons')} help={flags.length === 0 ? t('homes.noReasons') : t('homes.reasonsHelp')}>
        {(id) => (
          <Select
            id={id}
            className="fill"
            mode="multiple"
            showSearch={{ optionFilterProp: 'label' }}
            placeholder={t('homes.chooseReasons')}
            value={reasons.map((reason) => reason.field)}
            options={flags.map((field) => ({ value: field.key, label: field.label }))}
            onChange={(chosen: string[]) => onChange(setReasons(reasons, chosen))}
          />
        )}
      </SettingRow>
      {reasons.map((reason) => (
        <div key={reason.field} className="home-reason-setting" role="group" aria-label={labelOf(reason.field)}>
          <FieldSetting
            label={t('homes.reasonValue', { reason: labelOf(reason.field) })}
            placeholder={t('homes.nothing')}
            fields={fields.filter((field) => numbers.has(field.type))}
            value={reason.value}
            onChange={(value) => set(reason, value ? { value } : { value, unit: undefined })}
          />
          {reason.value && (
            <TextPair label={t('homes.reasonUnit')} value={reason.unit} onChange={(unit) => set(reason, { unit })} />
          )}
        </div>
      ))}
    </>
  );
}
