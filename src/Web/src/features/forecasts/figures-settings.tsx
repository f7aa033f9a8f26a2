import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ForecastDocument } from '@/api/forecasts';
import { usePipelines } from '@/api/forms';
import type { Fault } from '@/api/types';
import { FieldSetting } from '@/components/settings/field-setting';
import { SettingRow } from '@/components/settings/setting-inputs';
import type { Field } from '@/lib/form-model';
import { useText } from '@/lib/text';
import { Faults } from './faults';
import { isDay, isFigure } from './forecast-document';

const figures = [
  { name: 'amount', fits: isFigure },
  { name: 'weighted', fits: isFigure },
  { name: 'date', fits: isDay },
  { name: 'closedOn', fits: isDay },
] as const;

type Props = {
  document: ForecastDocument;
  fields: Field[];
  faults: Fault[];
  onPipeline: (key: string) => void;
  onChange: (changes: Partial<ForecastDocument>) => void;
};

/** Which pipeline is looked ahead on, and by which of its fields. */
export function FiguresSettings({ document, fields, faults, onPipeline, onChange }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const pipelines = usePipelines();
  return (
    <section className="settings-body" aria-labelledby="forecast-figures">
      <h2 id="forecast-figures">{t('forecasts.figures')}</h2>
      <Faults faults={faults} place="/pipeline" />
      <SettingRow label={t('forecasts.pipeline')}>
        {(id) => (
          <Select
            id={id}
            className="fill"
            value={document.pipeline}
            options={pipelines.map((pipeline) => ({ value: pipeline.key, label: text(pipeline.title, pipeline.key) }))}
            onChange={onPipeline}
          />
        )}
      </SettingRow>
      {figures.map(({ name, fits }) => (
        <div key={name}>
          <Faults faults={faults} place={`/${name}`} />
          <FieldSetting
            required
            label={t(`forecasts.${name}`)}
            help={t(`forecasts.${name}Help`)}
            placeholder={t('forecasts.chooseField')}
            fields={fields.filter(fits)}
            value={document[name]}
            onChange={(key) => onChange({ [name]: key ?? '' })}
          />
        </div>
      ))}
    </section>
  );
}
