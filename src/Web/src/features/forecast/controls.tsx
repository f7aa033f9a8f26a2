import { Segmented, Select } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { ForecastMeasure, ForecastTable } from '@/api/forecasts';
import { formatQuarter, today } from '@/lib/dates';
import { useText } from '@/lib/text';
import { useFormat } from '@/lib/use-format';
import { defaultMonths, quarters, spans, type ForecastSearch } from './search';

type Props = {
  table: ForecastTable;
  search: ForecastSearch;
  quarter: string;
  measure: ForecastMeasure;
  onChange: (next: ForecastSearch) => void;
};

export function ForecastControls({ table, search, quarter, measure, onChange }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const { language } = useFormat();
  const [quarterId, monthsId, byId] = [useId(), useId(), useId()];
  return (
    <div className="forecast-controls">
      <div className="forecast-control">
        <label htmlFor={quarterId}>{t('forecast.quarter')}</label>
        <Select
          id={quarterId}
          value={quarter}
          popupMatchSelectWidth={false}
          options={quarters(today(), quarter).map((day) => ({ value: day, label: formatQuarter(day, language) }))}
          onChange={(day: string) => onChange({ quarter: day })}
        />
      </div>
      <div className="forecast-control">
        <label htmlFor={monthsId}>{t('forecast.months')}</label>
        <Select
          id={monthsId}
          value={search.months ?? defaultMonths}
          options={spans.map((count) => ({ value: count, label: String(count) }))}
          onChange={(months: number) => onChange({ months })}
        />
      </div>
      <div className="forecast-control">
        <label htmlFor={byId}>{t('forecast.by')}</label>
        <Select
          id={byId}
          value={table.by}
          popupMatchSelectWidth={false}
          options={table.splits.map((split) => ({ value: split.key, label: text(split.title, split.key) }))}
          onChange={(by: string) => onChange({ by })}
        />
      </div>
      <Segmented<ForecastMeasure>
        aria-label={t('forecast.measure')}
        value={measure}
        options={(['weighted', 'amount'] as const).map((value) => ({ value, label: t(`forecast.measure.${value}`) }))}
        onChange={(value) => onChange({ measure: value })}
      />
    </div>
  );
}
