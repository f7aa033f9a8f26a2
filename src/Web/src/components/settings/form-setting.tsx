import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useForms } from '@/api/forms';
import { currentLanguage, formTitle } from '@/lib/text';
import { SettingRow } from './setting-inputs';

type Props = { label: string; help?: string; value: string | undefined; onChange: (form: string) => void; onClear?: () => void };

/** A form, by its title. With `onClear` there may be none. */
export function FormSetting({ label, help, value, onChange, onClear }: Props) {
  const { t } = useTranslation();
  const forms = useForms();
  return (
    <SettingRow label={label} help={help}>
      {(id) => (
        <Select
          id={id}
          className="fill"
          allowClear={onClear !== undefined}
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={t('build.chooseForm')}
          value={value || undefined}
          options={forms.map((form) => ({ value: form.key, label: formTitle(form, currentLanguage()) }))}
          onChange={(form: string | undefined) => (form === undefined ? onClear?.() : onChange(form))}
        />
      )}
    </SettingRow>
  );
}
