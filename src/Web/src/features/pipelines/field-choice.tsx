import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { FieldTypeKey } from '@/api/types';
import { FieldSetting } from '@/components/settings/field-setting';
import { SettingRow } from '@/components/settings/setting-inputs';
import { usePipelineDesign } from './pipeline-context';

export const numeric: FieldTypeKey[] = ['integer', 'decimal', 'money', 'percent'];

type OneProps = {
  label: string;
  help?: string;
  types?: FieldTypeKey[];
  value: string | undefined;
  onChange: (key: string | undefined) => void;
};

/** One field of the pipeline's form. */
export function FieldChoice({ types, ...rest }: OneProps) {
  const { fields } = usePipelineDesign();
  return (
    <FieldSetting {...rest} fields={fields.filter((field) => field.type !== 'stage' && (!types || types.includes(field.type)))} />
  );
}

type ManyProps = { label: string; help?: string; value: string[] | undefined; onChange: (keys: string[] | undefined) => void };

export function FieldsChoice({ label, help, value, onChange }: ManyProps) {
  const { t } = useTranslation();
  const options = useOptions();
  return (
    <SettingRow label={label} help={help}>
      {(id) => (
        <Select
          id={id}
          className="fill"
          mode="multiple"
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={t('pipelineDesign.noField')}
          value={value ?? []}
          options={options}
          onChange={(next: string[]) => onChange(next.length > 0 ? next : undefined)}
        />
      )}
    </SettingRow>
  );
}

function useOptions() {
  const { fields } = usePipelineDesign();
  return fields.filter((field) => field.type !== 'stage').map((field) => ({ value: field.key, label: field.label }));
}
