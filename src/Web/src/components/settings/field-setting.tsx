import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Field } from '@/lib/form-model';
import { SettingRow } from './setting-inputs';

type Props = {
  label: string;
  help?: string;
  /** What can be chosen. */
  fields: Field[];
  placeholder?: string;
  required?: boolean;
  value: string | undefined;
  onChange: (key: string | undefined) => void;
};

/** One field of a form. */
export function FieldSetting({ label, help, fields, placeholder, required, value, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <SettingRow label={label} help={help}>
      {(id) => (
        <Select
          id={id}
          className="fill"
          allowClear={!required}
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={placeholder ?? t('pipelineDesign.noField')}
          value={value || undefined}
          options={fields.map((field) => ({ value: field.key, label: field.label }))}
          onChange={(next: string | undefined) => onChange(next)}
        />
      )}
    </SettingRow>
  );
}
