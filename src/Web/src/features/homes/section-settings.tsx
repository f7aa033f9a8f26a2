import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { usePipelines } from '@/api/forms';
import type { SectionDocument, SectionOf } from '@/api/homes';
import { FilterSetting } from '@/components/filter/filter-setting';
import { ItemList } from '@/components/item-list/item-list';
import { FieldSetting } from '@/components/settings/field-setting';
import { FormSetting } from '@/components/settings/form-setting';
import { NumberSetting, SettingRow } from '@/components/settings/setting-inputs';
import { TextPair } from '@/components/settings/text-pair';
import { changed } from '@/lib/changed';
import { useText } from '@/lib/text';
import { ReasonSettings } from './reason-settings';
import { DatedFilter, DatedSettings, TickSetting, useFields } from './source-editor';
import { WidgetSettings } from './widget-settings';

type Props<S> = { section: S; onChange: (section: S, tag?: string) => void };

/** The settings of one section: its title, and what its kind asks. */
export function SectionSettings({ section, onChange }: Props<SectionDocument>) {
  const { t } = useTranslation();
  return (
    <>
      <p className="second">{t(`homes.kindHelp.${section.kind}`)}</p>
      <TextPair label={t('build.title')} value={section.title} onChange={(title) => onChange({ ...section, title }, 'title')} />
      <OfKind section={section} onChange={onChange} />
    </>
  );
}

function OfKind({ section, onChange }: Props<SectionDocument>) {
  switch (section.kind) {
    case 'todo':
      return <TodoSettings section={section} onChange={onChange} />;
    case 'attention':
      return <AttentionSettings section={section} onChange={onChange} />;
    case 'changes':
      return <ChangesSettings section={section} onChange={onChange} />;
    case 'widgets':
      return <WidgetSettings widgets={section.widgets ?? []} onChange={(widgets) => onChange({ ...section, widgets })} />;
    case 'mentions':
    case 'checklist':
      return null;
  }
}

function TodoSettings({ section, onChange }: Props<SectionOf<'todo'>>) {
  const { t } = useTranslation();
  const sources = section.sources ?? [];
  return (
    <ItemList
      items={sources.map((source, index) => ({ key: String(index), source }))}
      nameOf={(item) => t('homes.source', { number: Number(item.key) + 1 })}
      addLabel={t('homes.addSource')}
      onAdd={() => onChange({ ...section, sources: [...sources, { form: '', date: '', tick: {} }] })}
      onChange={(items) => onChange({ ...section, sources: items.map((item) => item.source) })}
    >
      {({ source }, set) => (
        <>
          <DatedSettings source={source} onChange={(next) => set({ source: next })} />
          <TickSetting source={source} onChange={(next) => set({ source: next })} />
          <DatedFilter source={source} onChange={(next) => set({ source: next })} />
        </>
      )}
    </ItemList>
  );
}

const amounts = new Set(['integer', 'decimal', 'money', 'percent']);

function AttentionSettings({ section, onChange }: Props<SectionOf<'attention'>>) {
  const { t } = useTranslation();
  const fields = useFields(section.form);
  return (
    <>
      <FormSetting
        label={t('homes.form')}
        value={section.form}
        onChange={(form) => onChange(changed(section, { form, reasons: [], amount: undefined, filter: undefined }))}
      />
      {section.form && (
        <>
          <ReasonSettings
            fields={fields}
            reasons={section.reasons ?? []}
            onChange={(reasons) => onChange({ ...section, reasons })}
          />
          <FieldSetting
            label={t('homes.amount')}
            placeholder={t('homes.nothing')}
            fields={fields.filter((field) => amounts.has(field.type))}
            value={section.amount}
            onChange={(amount) => onChange(changed(section, { amount }))}
          />
          <FilterSetting
            form={section.form}
            label={t('homes.filter')}
            filter={section.filter}
            onChange={(filter) => onChange(changed(section, { filter }))}
          />
        </>
      )}
    </>
  );
}

function ChangesSettings({ section, onChange }: Props<SectionOf<'changes'>>) {
  const { t } = useTranslation();
  const text = useText();
  const pipelines = usePipelines();
  return (
    <>
      <SettingRow label={t('homes.pipeline')}>
        {(id) => (
          <Select
            id={id}
            className="fill"
            placeholder={t('homes.choosePipeline')}
            showSearch={{ optionFilterProp: 'label' }}
            value={section.pipeline || undefined}
            options={pipelines.map((item) => ({ value: item.key, label: text(item.title, item.key) }))}
            onChange={(pipeline: string) => onChange({ ...section, pipeline })}
          />
        )}
      </SettingRow>
      <NumberSetting
        isWhole
        label={t('homes.days')}
        min={1}
        max={366}
        value={section.days ?? 7}
        onChange={(days) => onChange(changed(section, { days }), 'days')}
      />
    </>
  );
}
