import { Button, Checkbox, DatePicker, Popover, Select } from 'antd';
import dayjs from 'dayjs';
import { X } from 'lucide-react';
import { lazy, Suspense, useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { DateRangeJson } from '@/api/reports';
import type { Filter, RelativeRange } from '@/api/types';
import { asGroup, itemsOf, joinOf, relativeChoices, without } from '@/components/filter/filter-model';
import { FilterText, useRelativeText } from '@/components/filter/filter-text';
import type { Field } from '@/lib/form-model';
import { groupCount, isDate, nextId, type Draft } from './draft';
import '@/components/filter/filter.css';

const FilterBuilder = lazy(async () => ({ default: (await import('@/components/filter/filter-builder')).FilterBuilder }));

type Props = {
  draft: Draft;
  members: Map<string, Field>;
  /** A filter being written: shown for editing before it counts. */
  editing: Filter | 'new' | undefined;
  onEditing: (editing: Filter | 'new' | undefined) => void;
  onChange: (draft: Draft) => void;
};

/** Which records count: conditions that read as sentences. */
export function OnlyFilters({ draft, members, editing, onEditing, onChange }: Props) {
  const { t } = useTranslation();
  const whole = asGroup(draft.only);
  const chips = joinOf(whole) === 'or' && itemsOf(whole).length > 1 ? [whole] : itemsOf(whole);
  return (
    <div className="only-chips">
      {chips.map((item, index) => (
        <span key={JSON.stringify(item)} className="filter-chip">
          <button type="button" onClick={() => onEditing(draft.only)}>
            <FilterText filter={item} members={members} />
          </button>
          <button
            type="button"
            className="filter-remove"
            aria-label={t('filter.remove')}
            onClick={() => onChange({ ...draft, only: chips.length === 1 ? undefined : without(draft.only, index) })}
          >
            <X size={14} aria-hidden />
          </button>
        </span>
      ))}
      <Popover
        trigger="click"
        placement="leftTop"
        open={editing !== undefined}
        onOpenChange={(open) => onEditing(open ? (draft.only ?? 'new') : undefined)}
        destroyOnHidden
        content={
          <Suspense fallback={<div className="filter-builder" />}>
            <FilterBuilder
              filter={editing === 'new' ? undefined : editing}
              members={members}
              onApply={(only) => {
                onEditing(undefined);
                onChange({ ...draft, only });
              }}
            />
          </Suspense>
        }
      >
        <Button size="small">{t('builder.condition')}</Button>
      </Popover>
    </div>
  );
}

const nameOf = (range: RelativeRange) => `${range.unit} ${range.from} ${range.to}`;
const choices: RelativeRange[] = [
  ...relativeChoices.filter((range) => range.to <= 0),
  { unit: 'month', from: -5, to: 0 },
  { unit: 'month', from: -11, to: 0 },
];
const relativeOf = (range: DateRangeJson | undefined): RelativeRange | undefined =>
  range === undefined ? undefined : 'relative' in range ? range.relative : 'unit' in range ? range : undefined;

type PeriodProps = { draft: Draft; members: Map<string, Field>; onChange: (draft: Draft) => void };

/** A span of days, relative to the day of reading or fixed; alone, a figure can be compared with the span before. */
export function PeriodPicker({ draft, members, onChange }: PeriodProps) {
  const { t } = useTranslation();
  const phrase = useRelativeText();
  const id = useId();
  const { period } = draft;
  const dates = [...members.values()].filter((field) => isDate(field.type));
  if (dates.length === 0) return null;
  const relative = relativeOf(period?.range);
  const known = relative && !choices.some((choice) => nameOf(choice) === nameOf(relative)) ? [relative, ...choices] : choices;
  const value = relative ? nameOf(relative) : period?.range ? 'custom' : 'page';
  const setRange = (range: DateRangeJson | undefined) => period && onChange({ ...draft, period: { ...period, range } });
  const fixed = period?.range && !relative ? (period.range as { from?: string; to?: string }) : undefined;
  const day = (date: string | undefined) => (date ? dayjs(date) : null);
  return (
    <div className="period-picker">
      <label htmlFor={id}>{t('builder.period')}</label>
      <Select
        id={id}
        allowClear
        placeholder={t('dashboards.period.all')}
        value={period?.field}
        showSearch={{ optionFilterProp: 'label' }}
        options={dates.map((field) => ({ value: field.key, label: field.label }))}
        onChange={(field: string | undefined) =>
          onChange({
            ...draft,
            period: field
              ? {
                  id: period?.id ?? nextId(draft, 'p'),
                  field,
                  range: period?.range ?? { unit: 'quarter', from: 0, to: 0 },
                  compare: period?.compare ?? false,
                }
              : undefined,
          })
        }
      />
      {period && (
        <Select
          aria-label={t('builder.periodRange')}
          value={value}
          options={[
            ...known.map((range) => ({ value: nameOf(range), label: phrase(range) })),
            { value: 'custom', label: t('dashboards.period.custom') },
            ...(period.compare ? [{ value: 'page', label: t('builder.periodOfPage') }] : []),
          ]}
          onChange={(chosen: string) => {
            if (chosen === 'page') setRange(undefined);
            else if (chosen === 'custom')
              setRange({ from: dayjs().startOf('month').format('YYYY-MM-DD'), to: dayjs().endOf('month').format('YYYY-MM-DD') });
            else setRange(known.find((range) => nameOf(range) === chosen));
          }}
        />
      )}
      {fixed && (
        <DatePicker.RangePicker
          aria-label={t('dashboards.period.custom')}
          allowClear={false}
          allowEmpty={[true, true]}
          value={[day(fixed.from), day(fixed.to)]}
          onChange={(range) => {
            const [from, to] = [range?.[0]?.format('YYYY-MM-DD'), range?.[1]?.format('YYYY-MM-DD')];
            if (from || to) setRange({ ...(from ? { from } : {}), ...(to ? { to } : {}) });
          }}
        />
      )}
      {period && groupCount(draft) === 0 && !draft.records && (
        <Checkbox
          checked={period.compare}
          onChange={(event) =>
            onChange({
              ...draft,
              period: { ...period, compare: event.target.checked, range: period.range ?? { unit: 'quarter', from: 0, to: 0 } },
            })
          }
        >
          {t('builder.compare')}
        </Checkbox>
      )}
    </div>
  );
}
