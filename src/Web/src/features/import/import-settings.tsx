import { Radio, Select, Switch } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { usePipelineOf } from '@/api/forms';
import type { ImportMode } from '@/api/imports';
import { useSession } from '@/api/session';
import type { FormModel } from '@/lib/form-model';
import { currentLanguage, formPlural } from '@/lib/text';
import { dateFormats, isDate, type Choices } from './choices';

type Props = { model: FormModel; choices: Choices; onChange: (choices: Choices) => void };
const modes: ImportMode[] = ['create', 'update', 'upsert'];
const keyTypes = new Set(['text', 'email', 'phone', 'autoNumber', 'integer', 'url']);

export function ImportSettings({ model, choices, onChange }: Props) {
  const { t } = useTranslation();
  const { user } = useSession();
  const id = useId();
  const form = formPlural(model.info, currentLanguage());
  const mapped = choices.columns.flatMap((choice) => model.fields.get(choice.field ?? '') ?? []);
  const pipeline = usePipelineOf(model.key);
  return (
    <section className="import-part import-settings">
      <fieldset>
        <legend>{t('import.mode')}</legend>
        <Radio.Group
          vertical
          value={choices.mode}
          options={modes.map((mode) => ({ value: mode, label: t(`import.mode.${mode}`, { form }) }))}
          onChange={(event) => onChange({ ...choices, mode: event.target.value as ImportMode })}
        />
      </fieldset>
      <div className="import-choices">
        {choices.mode !== 'create' && (
          <div>
            <label htmlFor={`${id}key`}>{t('import.key')}</label>
            <Select
              id={`${id}key`}
              className="fill"
              placeholder={t('import.keyHint')}
              showSearch={{ optionFilterProp: 'label' }}
              value={choices.key ?? undefined}
              options={mapped.filter((field) => keyTypes.has(field.type)).map(({ key, label }) => ({ value: key, label }))}
              onChange={(key: string) => onChange({ ...choices, key })}
            />
          </div>
        )}
        {mapped.some(isDate) && (
          <div>
            <label htmlFor={`${id}date`}>{t('import.dateFormat')}</label>
            <Select
              id={`${id}date`}
              className="fill"
              value={choices.dateFormat}
              options={[...new Set([choices.dateFormat, ...dateFormats])].map((value) => ({ value, label: value }))}
              onChange={(dateFormat: string) => onChange({ ...choices, dateFormat })}
            />
          </div>
        )}
        {pipeline && user.roles.includes('admin') && (
          <div className="import-history">
            <Switch
              id={`${id}history`}
              checked={choices.history}
              aria-describedby={`${id}why`}
              onChange={(history) => onChange({ ...choices, history })}
            />
            <label htmlFor={`${id}history`}>{t('import.history')}</label>
            <p id={`${id}why`} className="second">
              {t('import.historyHint')}
            </p>
          </div>
        )}
      </div>
    </section>
  );
}
