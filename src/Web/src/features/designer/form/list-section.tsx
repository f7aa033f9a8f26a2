import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { SettingRow } from '@/components/settings/setting-inputs';
import { useFormFields } from './form-fields';
import { FieldsSetting } from './fields-setting';
import { SetsSetting } from './sets-setting';
import { SortSetting } from './sort-setting';
import { usePart } from './use-part';

/** What the list of records shows, in which order, and by what they are found. */
export function ListSection() {
  const { t } = useTranslation();
  const fields = useFormFields();
  const [recordTitle, setRecordTitle] = usePart('recordTitle');
  const [columns, setColumns] = usePart('list.columns');
  const [sort, setSort] = usePart('list.sort');
  const [search, setSearch] = usePart('search');
  const [indexes, setIndexes] = usePart('indexes');
  return (
    <>
      <SettingRow label={t('setting.recordTitle')} help={t('setting.recordTitleHelp')}>
        {(id) => (
          <Select
            id={id}
            className="fill"
            showSearch={{ optionFilterProp: 'label' }}
            value={recordTitle}
            options={fields.texts.map((field) => ({ value: field.key, label: field.label }))}
            onChange={setRecordTitle}
          />
        )}
      </SettingRow>
      <FieldsSetting
        label={t('setting.listColumns')}
        help={t('setting.listColumnsHelp')}
        fields={fields.all}
        value={columns}
        onChange={setColumns}
      />
      <SortSetting
        label={t('setting.listSort')}
        help={t('setting.listSortHelp')}
        fields={fields.sortable}
        value={sort}
        onChange={setSort}
      />
      <FieldsSetting
        label={t('setting.search')}
        help={t('setting.searchHelp')}
        fields={fields.searchable}
        value={search}
        onChange={setSearch}
      />
      <SetsSetting
        label={t('setting.indexes')}
        help={t('setting.indexesHelp')}
        addLabel={t('setting.indexesAdd')}
        fields={fields.stored}
        value={indexes}
        onChange={setIndexes}
      />
    </>
  );
}
