import { Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { SettingRow } from '@/components/settings/setting-inputs';
import { FieldsSetting } from './fields-setting';
import { useFormFields } from './form-fields';
import { SetsSetting } from './sets-setting';
import { usePart } from './use-part';

/** What happens while a record is entered: its suggested title, a look at what is there, what may not occur twice. */
export function EntrySection() {
  const { t } = useTranslation();
  const fields = useFormFields();
  const [nameFrom, setNameFrom] = usePart('nameFrom', true);
  const [duplicates, setDuplicates] = usePart('duplicates');
  const [unique, setUnique] = usePart('unique');
  return (
    <>
      <SettingRow label={t('setting.nameFrom')} help={t('setting.nameFromHelp')}>
        {(id) => (
          <Input
            id={id}
            value={nameFrom ?? ''}
            placeholder="{account} · {product}"
            onChange={(event) => setNameFrom(event.target.value)}
          />
        )}
      </SettingRow>
      <FieldsSetting
        label={t('setting.duplicates')}
        help={t('setting.duplicatesHelp')}
        fields={fields.texts}
        value={duplicates}
        onChange={setDuplicates}
      />
      <SetsSetting
        label={t('setting.uniqueSets')}
        help={t('setting.uniqueSetsHelp')}
        addLabel={t('setting.uniqueSetsAdd')}
        fields={fields.stored}
        value={unique}
        onChange={setUnique}
      />
    </>
  );
}
