import { useQueries } from '@tanstack/react-query';
import { Button, DatePicker, Select } from 'antd';
import dayjs from 'dayjs';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormInfo } from '@/api/forms';
import type { DashboardFilter, FilterValue, FilterValues, NumberSpan, Period } from '@/api/reports';
import { useMembers } from '@/components/filter/use-members';
import { FieldManyInput } from '@/fields/field-input';
import { RelationManyInput } from '@/fields/relation/input';
import { UserManyInput } from '@/fields/user/input';
import { today } from '@/lib/dates';
import type { Field } from '@/lib/form-model';
import { useText } from '@/lib/text';
import { titleQuery, TitlesContext } from '@/lib/titles';
import './dashboard.css';
import { valueOf, withValue } from './filter-values';
import { daysOf, periodOf, presetOf, presets, type Preset } from './period';
import { BooleanFilter, NumberFilter, TextFilter } from './value-filters';

type Props = {
  /** The form that the members of filters belong to. */
  source: string;
  filters: DashboardFilter[];
  values: FilterValues;
  onChange: (values: FilterValues | undefined) => void;
};

export function DashboardFilters({ source, filters, values, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <div className="dashboard-filters">
      {filters.map((filter) => (
        <DashboardFilterInput
          key={filter.id}
          source={source}
          filter={filter}
          value={valueOf(filter, values) ?? null}
          onChange={(next) => onChange(withValue(filter, values, next))}
        />
      ))}
      {Object.keys(values).length > 0 && (
        <Button type="text" onClick={() => onChange(undefined)}>
          {t('dashboards.reset')}
        </Button>
      )}
    </div>
  );
}

type InputProps = {
  source: string;
  filter: DashboardFilter;
  value: FilterValue;
  onChange: (value: FilterValue) => void;
};

/** One filter with its name: days, records, options, or values of the field itself. */
export function DashboardFilterInput({ source, filter, value, onChange }: InputProps) {
  const chosen: (number | string)[] = Array.isArray(value) ? value : [];
  const span = value && typeof value === 'object' && !Array.isArray(value) ? value : null;
  switch (filter.kind) {
    case 'period':
      return <PeriodFilter filter={filter} value={span as Period | null} onChange={onChange} />;
    case 'choice':
      return <ChoiceFilter source={source} filter={filter} value={chosen as string[]} onChange={onChange} />;
    case 'boolean':
      return <BooleanFilter filter={filter} value={typeof value === 'boolean' ? value : null} onChange={onChange} />;
    case 'number':
      return <NumberFilter source={source} filter={filter} value={span as NumberSpan | null} onChange={onChange} />;
    case 'text':
      return (
        <TextFilter
          filter={filter}
          value={Array.isArray(value) ? (value as string[]) : (span as { contains: string } | null)}
          onChange={onChange}
        />
      );
    default:
      return <RelationFilter filter={filter} value={chosen as number[]} onChange={onChange} />;
  }
}

type PeriodProps = { filter: DashboardFilter; value: Period | null; onChange: (value: Period | null) => void };

function PeriodFilter({ filter, value, onChange }: PeriodProps) {
  const { t } = useTranslation();
  const text = useText();
  const id = useId();
  const preset = presetOf(value);
  const days = value ? daysOf(value, today()) : {};
  const day = (date: string | undefined) => (date ? dayjs(date) : null);
  return (
    <div className="dashboard-filter">
      <label htmlFor={id}>{text(filter.title)}</label>
      <Select<Preset>
        id={id}
        value={preset}
        popupMatchSelectWidth={false}
        options={presets.map((key) => ({ value: key, label: t(`dashboards.period.${key}`) }))}
        onChange={(next) => onChange(periodOf(next, value, today()))}
      />
      {preset === 'custom' && (
        <DatePicker.RangePicker
          aria-label={t('dashboards.period.custom')}
          allowClear={false}
          allowEmpty={[true, true]}
          value={[day(days.from), day(days.to)]}
          onChange={(range) => {
            const [from, to] = [range?.[0]?.format('YYYY-MM-DD'), range?.[1]?.format('YYYY-MM-DD')];
            onChange(from || to ? { from, to } : null);
          }}
        />
      )}
    </div>
  );
}

type RelationProps = { filter: DashboardFilter; value: number[]; onChange: (value: number[] | null) => void };

function RelationFilter({ filter, value, onChange }: RelationProps) {
  const { t } = useTranslation();
  const text = useText();
  const id = useId();
  const form = filter.form ?? '';
  const label = text(filter.title, filter.id);
  const key = useFormInfo(form)?.recordTitle ?? 'name';
  const titles = useQueries({
    queries: value.filter((item) => typeof item === 'number').map((item) => titleQuery(form, item, key)),
    combine: (results) =>
      Object.fromEntries(results.map((result, index) => [String(value[index]), result.data ?? `#${value[index]}`])),
  });
  const x: Field['x'] = { type: 'relation', title: filter.title, form };
  const field: Field = {
    key: filter.id,
    form,
    type: 'relation',
    label,
    schema: { 'x-field': x },
    x,
    required: false,
    readOnly: false,
    system: false,
  };
  const Input = form === 'user' ? UserManyInput : RelationManyInput;
  return (
    <div className="dashboard-filter">
      <label htmlFor={id}>{label}</label>
      <span className="dashboard-picker">
        <TitlesContext value={{ [form]: titles }}>
          <Input
            id={id}
            field={field}
            value={value}
            placeholder={t('dashboards.any')}
            onChange={(next) => onChange(Array.isArray(next) && next.length > 0 ? (next as number[]) : null)}
          />
        </TitlesContext>
      </span>
    </div>
  );
}

type ChoiceProps = { source: string; filter: DashboardFilter; value: string[]; onChange: (value: string[] | null) => void };

function ChoiceFilter({ source, filter, value, onChange }: ChoiceProps) {
  const { t } = useTranslation();
  const text = useText();
  const id = useId();
  const field = useMembers(source).get(filter.member);
  return (
    <div className="dashboard-filter">
      <label htmlFor={id}>{text(filter.title, filter.id)}</label>
      <span className="dashboard-picker">
        {field && (
          <FieldManyInput
            id={id}
            field={field}
            value={value}
            placeholder={t('dashboards.any')}
            onChange={(next) => onChange(Array.isArray(next) && next.length > 0 ? (next as string[]) : null)}
          />
        )}
      </span>
    </div>
  );
}
