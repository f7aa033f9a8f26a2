import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { FilterRule, RelativeRange } from '@/api/types';
import { fieldType } from '@/fields/registry';
import type { Field } from '@/lib/form-model';
import { needsValue, relativeChoices } from './filter-model';
import { useRelativeText } from './filter-text';

type Props = { rule: FilterRule; field: Field; onChange: (values: unknown[]) => void };

/** The value part of a filter line, typed with the field's own input. */
export function FilterValue({ rule, field, onChange }: Props) {
  const { t } = useTranslation();
  const type = fieldType(field.type);
  const values = rule.values ?? [];
  if (!needsValue(rule.operator)) return <span />;
  if (rule.operator === 'relative')
    return <RelativeInput value={values[0] as RelativeRange | undefined} onChange={(range) => onChange([range])} />;
  const label = t('filter.value');
  if (rule.operator === 'between' || rule.operator === 'inDateRange')
    return (
      <span className="filter-pair">
        {[0, 1].map((index) => (
          <type.Input
            key={index}
            field={field}
            label={label}
            value={values[index] ?? null}
            onChange={(value) => onChange(index === 0 ? [value, values[1] ?? null] : [values[0] ?? null, value])}
          />
        ))}
      </span>
    );
  if (field.type === 'boolean')
    return (
      <Select
        aria-label={label}
        value={values[0] as boolean | undefined}
        options={[true, false].map((value) => ({ value, label: t(value ? 'field.yes' : 'field.no') }))}
        onChange={(value: boolean) => onChange([value])}
      />
    );
  if (type.ManyInput)
    return (
      <type.ManyInput
        field={field}
        label={label}
        value={values}
        onChange={(next) => onChange((next as unknown[] | null) ?? [])}
      />
    );
  return <type.Input field={field} label={label} value={values[0] ?? null} onChange={(value) => onChange([value])} />;
}

function RelativeInput({ value, onChange }: { value: RelativeRange | undefined; onChange: (range: RelativeRange) => void }) {
  const { t } = useTranslation();
  const phrase = useRelativeText();
  const name = (range: RelativeRange) => `${range.unit} ${range.from} ${range.to}`;
  const choices =
    value && !relativeChoices.some((choice) => name(choice) === name(value)) ? [value, ...relativeChoices] : relativeChoices;
  return (
    <Select
      aria-label={t('filter.value')}
      value={value ? name(value) : undefined}
      options={choices.map((range) => ({ value: name(range), label: phrase(range) }))}
      onChange={(chosen: string) => {
        const range = choices.find((choice) => name(choice) === chosen);
        if (range) onChange(range);
      }}
    />
  );
}
