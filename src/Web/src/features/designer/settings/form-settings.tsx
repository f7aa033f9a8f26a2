import { Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { FormDocument } from '@/api/types';
import { useDoc, useStore } from '../designer-store';
import { setForm, setFormTitle } from '../document';
import { useFields } from '../use-fields';
import { ColorInput } from './color-input';
import { Faults } from './faults';
import { IconSelect } from './icon-select';
import { ViewsSetting } from './views-setting';
import { FlagSetting, NumberSetting, SettingRow } from '@/components/settings/setting-inputs';
import { TextPair } from '@/components/settings/text-pair';

/** The form itself: how it is called, where it appears, what its list shows. */
export function FormSettings() {
  const { t } = useTranslation();
  const store = useStore();
  const doc = useDoc();
  const form = doc['x-form'];
  const fields = useFields();
  const set = (changes: Partial<FormDocument['x-form']>, tag?: string) => store.edit((now) => setForm(now, changes), tag);
  const all = fields.map((field) => ({ value: field.key, label: field.label }));
  const texts = fields.filter((field) => ['text', 'email', 'phone', 'url', 'autoNumber', 'longText'].includes(field.type));
  const some = <T,>(list: T[]) => (list.length > 0 ? list : undefined);
  return (
    <>
      <h2>{t('designer.formSettings')}</h2>
      <Faults path="/x-form" />
      <div className="settings-body">
        <TextPair
          label={t('setting.formTitle')}
          value={{ ...(doc.title && { en: doc.title }), ...form.title }}
          onChange={(title) => store.edit((now) => setFormTitle(now, title), 'form:title')}
        />
        <TextPair
          label={t('setting.plural')}
          value={form.plural}
          onChange={(plural) => set({ plural: Object.keys(plural).length > 0 ? plural : undefined }, 'form:plural')}
        />
        <SettingRow label={t('setting.key')} help={t('setting.keyFixed')}>
          {(id) => <Input id={id} value={doc.$id} disabled />}
        </SettingRow>
        <SettingRow label={t('setting.icon')}>
          {(id) => <IconSelect id={id} value={form.icon} onChange={(icon) => set({ icon })} />}
        </SettingRow>
        <SettingRow label={t('setting.color')}>
          {(id) => <ColorInput id={id} value={form.color} onChange={(color) => set({ color }, 'form:color')} />}
        </SettingRow>
        <FlagSetting label={t('setting.nav')} value={form.nav !== false} onChange={(nav) => set({ nav })} />
        <NumberSetting
          label={t('setting.order')}
          help={t('setting.orderHelp')}
          isWhole
          min={0}
          max={10_000}
          value={form.order}
          onChange={(order) => set({ order }, 'form:order')}
        />
        <ViewsSetting
          value={form.views}
          hasPipeline={fields.some((field) => field.type === 'stage' && doc.properties[field.key]?.['x-field'].pipeline)}
          onChange={(views) => set({ views })}
        />
        <SettingRow label={t('setting.recordTitle')} help={t('setting.recordTitleHelp')}>
          {(id) => (
            <Select
              id={id}
              className="fill"
              showSearch={{ optionFilterProp: 'label' }}
              value={form.recordTitle || undefined}
              options={texts.map((field) => ({ value: field.key, label: field.label }))}
              onChange={(recordTitle: string) => set({ recordTitle })}
            />
          )}
        </SettingRow>
        <SettingRow label={t('setting.listColumns')} help={t('setting.listColumnsHelp')}>
          {(id) => (
            <Select
              id={id}
              className="fill"
              mode="multiple"
              showSearch={{ optionFilterProp: 'label' }}
              value={form.list?.columns ?? []}
              options={all}
              onChange={(columns: string[]) => set({ list: { ...form.list, columns: some(columns) } })}
            />
          )}
        </SettingRow>
        <SettingRow label={t('setting.search')} help={t('setting.searchHelp')}>
          {(id) => (
            <Select
              id={id}
              className="fill"
              mode="multiple"
              showSearch={{ optionFilterProp: 'label' }}
              value={form.search ?? []}
              options={all}
              onChange={(search: string[]) => set({ search: some(search) })}
            />
          )}
        </SettingRow>
        <SettingRow label={t('setting.nameFrom')} help={t('setting.nameFromHelp')}>
          {(id) => (
            <Input
              id={id}
              value={form.nameFrom ?? ''}
              placeholder="{account} · {product}"
              onChange={(event) => set({ nameFrom: event.target.value || undefined }, 'form:nameFrom')}
            />
          )}
        </SettingRow>
        <SettingRow label={t('setting.duplicates')} help={t('setting.duplicatesHelp')}>
          {(id) => (
            <Select
              id={id}
              className="fill"
              mode="multiple"
              value={form.duplicates ?? []}
              options={texts.map((field) => ({ value: field.key, label: field.label }))}
              onChange={(duplicates: string[]) => set({ duplicates: some(duplicates) })}
            />
          )}
        </SettingRow>
      </div>
    </>
  );
}
