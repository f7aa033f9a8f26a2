import { Select } from 'antd';
import { SettingRow } from '@/components/settings/setting-inputs';

type Named = { key: string; label: string };
type Props = {
  label: string;
  help?: string;
  fields: readonly Named[];
  value: readonly string[] | undefined;
  onChange: (keys: string[]) => void;
};

/** Several fields of a form, in the order in which they were chosen. */
export function FieldsSetting({ label, help, fields, value, onChange }: Props) {
  return (
    <SettingRow label={label} help={help}>
      {(id) => (
        <Select
          id={id}
          className="fill"
          mode="multiple"
          showSearch={{ optionFilterProp: 'label' }}
          value={[...(value ?? [])]}
          options={fields.map((field) => ({ value: field.key, label: field.label }))}
          onChange={onChange}
        />
      )}
    </SettingRow>
  );
}
