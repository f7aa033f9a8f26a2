import { useQueryClient } from '@tanstack/react-query';
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { formQuery, usePipelines } from '@/api/forms';
import type { Dated, TodoSource } from '@/api/homes';
import { FilterSetting } from '@/components/filter/filter-setting';
import { FieldSetting } from '@/components/settings/field-setting';
import { FormSetting } from '@/components/settings/form-setting';
import { SettingRow } from '@/components/settings/setting-inputs';
import { useReport } from '@/components/use-report';
import { changed } from '@/lib/changed';
import { useFormModel, type Field } from '@/lib/form-model';
import { chosenTick, guessSource, setDated, tickChoices } from './home-document';

/** The fields of a form that it keeps itself; none before they are read. */
export function useFields(form: string): Field[] {
  const model = useFormModel(form);
  return model ? [...model.fields.values()].filter((field) => !field.system) : [];
}

type Props<T extends Dated> = { source: T; onChange: (source: T) => void };

/** Dated records of one form: which day, which text, what stands beside it, which of them. */
export function DatedSettings<T extends Dated>({ source, onChange }: Props<T>) {
  const { t } = useTranslation();
  const fields = useFields(source.form);
  const client = useQueryClient();
  const report = useReport();
  const pipelines = usePipelines();
  const set = (changes: Partial<Dated>) => onChange(setDated(source, changes));
  const choose = async (form: string) => {
    try {
      const document = await client.fetchQuery(formQuery(form));
      const known = Object.entries(document.properties).map(([key, schema]) => ({
        key,
        type: schema['x-field'].type,
        readOnly: schema.readOnly === true || schema['x-field'].formula !== undefined,
      }));
      const { tick, ...dated } = guessSource(form, known, pipelines);
      const rest = { text: undefined, about: undefined, ...dated, ...('tick' in source ? { tick } : {}) };
      onChange(changed(source, rest as Partial<T>));
    } catch (error) {
      report(error);
    }
  };
  return (
    <>
      <FormSetting label={t('homes.form')} value={source.form} onChange={(form) => void choose(form)} />
      {source.form && (
        <>
          <FieldSetting
            required
            label={t('homes.date')}
            placeholder={t('homes.chooseDate')}
            fields={fields.filter((field) => field.type === 'date')}
            value={source.date}
            onChange={(date) => set({ date: date ?? '' })}
          />
          <FieldSetting
            label={t('homes.text')}
            placeholder={t('homes.recordTitle')}
            fields={fields.filter((field) => field.type === 'text' || field.type === 'longText')}
            value={source.text}
            onChange={(text) => set({ text })}
          />
          <FieldSetting
            label={t('homes.about')}
            placeholder={t('homes.nothing')}
            fields={fields.filter((field) => field.type === 'relation')}
            value={source.about}
            onChange={(about) => set({ about })}
          />
        </>
      )}
    </>
  );
}

/** Which of them, for a form that is chosen. */
export function DatedFilter<T extends Dated>({ source, onChange }: Props<T>) {
  const { t } = useTranslation();
  if (!source.form) return null;
  return (
    <FilterSetting
      form={source.form}
      label={t('homes.filter')}
      filter={source.filter}
      onChange={(filter) => onChange(changed(source, { filter } as Partial<T>))}
    />
  );
}

/** What a tick writes into the record. */
export function TickSetting({ source, onChange }: Props<TodoSource>) {
  const { t } = useTranslation();
  const fields = useFields(source.form);
  const choices = tickChoices(source, fields);
  const labelOf = (key: string | undefined) => fields.find((field) => field.key === key)?.label ?? key ?? '';
  if (!source.form) return null;
  return (
    <SettingRow label={t('homes.tick')}>
      {(id) => (
        <Select
          id={id}
          className="fill"
          placeholder={t('homes.chooseTick')}
          value={chosenTick(source, choices)?.key}
          options={choices.map((choice) => ({
            value: choice.key,
            label:
              choice.kind === 'yes'
                ? t('homes.tickYes', { field: labelOf(choice.key) })
                : t(choice.kind === 'empty' ? 'homes.tickEmpty' : 'homes.tickOther', {
                    fields: Object.keys(choice.tick).map(labelOf).join(t('common.listSeparator')),
                  }),
          }))}
          onChange={(key: string) => {
            const choice = choices.find((item) => item.key === key);
            if (choice) onChange({ ...source, tick: choice.tick });
          }}
        />
      )}
    </SettingRow>
  );
}
