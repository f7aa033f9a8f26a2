import { Button, Popover, Select } from 'antd';
import { lazy, Suspense, useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Measure } from '@/api/reports';
import { FilterText } from '@/components/filter/filter-text';
import type { Field } from '@/lib/form-model';
import { aggregatesOf, nextId, type Draft } from './draft';
import { NameInputs } from './name-inputs';

const FilterBuilder = lazy(async () => ({ default: (await import('@/components/filter/filter-builder')).FilterBuilder }));

type Props = {
  measure: Measure;
  draft: Draft;
  members: Map<string, Field>;
  nameOf: (measure: Measure) => string;
  onChange: (draft: Draft) => void;
  onSaveMetric?: () => void;
};

/** How one figure is computed, from which records, and what it is called. */
export function MeasureSettings({ measure, draft, members, nameOf, onChange, onSaveMetric }: Props) {
  const { t } = useTranslation();
  const id = useId();
  const field = members.get(measure.field ?? '');
  const change = (next: Measure) =>
    onChange({ ...draft, show: draft.show.map((item) => (item.id === measure.id ? next : item)) });
  const parts = draft.show.filter((item) => item.type !== 'ratio' && !item.metric);
  const partOptions = parts.map((item) => ({ value: item.id, label: nameOf(item) }));
  return (
    <>
      {measure.type === 'ratio' && (
        <>
          <label htmlFor={`${id}a`}>{t('builder.numerator')}</label>
          <Select
            id={`${id}a`}
            value={measure.numerator}
            options={partOptions}
            onChange={(numerator: string) => change({ ...measure, numerator })}
          />
          <label htmlFor={`${id}b`}>{t('builder.denominator')}</label>
          <Select
            id={`${id}b`}
            value={measure.denominator}
            options={partOptions}
            onChange={(denominator: string) => change({ ...measure, denominator })}
          />
        </>
      )}
      {measure.field && (
        <>
          <label htmlFor={`${id}g`}>{t('builder.aggregate')}</label>
          <Select
            id={`${id}g`}
            value={measure.agg}
            options={(field ? aggregatesOf(field.type) : [measure.agg ?? 'count']).map((agg) => ({
              value: agg,
              label: t(`builder.agg.${agg}`),
            }))}
            onChange={(agg) => change({ ...measure, agg })}
          />
        </>
      )}
      {measure.agg && (
        <MeasureFilter measure={measure} members={members} onChange={(filters) => change({ ...measure, filters })} />
      )}
      <NameInputs label={measure.label} onChange={(label) => change({ ...measure, label })} />
      <div className="pill-actions">
        {measure.agg && (
          <Button
            size="small"
            onClick={() => {
              onChange({ ...draft, show: [...draft.show, { ...measure, label: undefined, id: nextId(draft, 'm') }] });
            }}
          >
            {t('builder.duplicate')}
          </Button>
        )}
        {onSaveMetric && !measure.metric && (
          <Button size="small" onClick={onSaveMetric}>
            {t('builder.saveMetric')}
          </Button>
        )}
      </div>
    </>
  );
}

type FilterProps = { measure: Measure; members: Map<string, Field>; onChange: (filters: Measure['filters']) => void };

function MeasureFilter({ measure, members, onChange }: FilterProps) {
  const { t } = useTranslation();
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      destroyOnHidden
      content={
        <Suspense fallback={<div className="filter-builder" />}>
          <FilterBuilder filter={measure.filters} members={members} onApply={onChange} />
        </Suspense>
      }
    >
      <Button size="small" className="measure-filter">
        {measure.filters ? (
          <span>
            {t('builder.onlyThose')} <FilterText filter={measure.filters} members={members} />
          </span>
        ) : (
          t('builder.onlySome')
        )}
      </Button>
    </Popover>
  );
}
