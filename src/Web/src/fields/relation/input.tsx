import { Select, Space } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useForms } from '@/api/forms';
import { currentLanguage, formTitle } from '@/lib/text';
import type { Field } from '@/lib/form-model';
import { isRef } from '@/lib/titles';
import type { InputProps } from '../types';
import { useOtherValue } from '../field-values';
import { RecordSelect, type Narrowing } from './record-select';

export function RelationInput(props: InputProps) {
  const narrow = useNarrowing(props.field);
  if (props.field.x.forms?.length) return <PolymorphicInput {...props} forms={props.field.x.forms} />;
  return (
    <RecordSelect
      {...props}
      form={props.field.x.form ?? ''}
      narrow={narrow}
      chosen={typeof props.value === 'number' ? [props.value] : []}
      onPick={(chosen) => props.onChange(chosen[0]?.value ?? null)}
    />
  );
}

export function RelationManyInput(props: InputProps) {
  const narrow = useNarrowing(props.field);
  return (
    <RecordSelect
      {...props}
      many
      form={props.field.x.form ?? props.field.x.forms?.[0] ?? ''}
      narrow={narrow}
      chosen={Array.isArray(props.value) ? (props.value as number[]) : []}
      onPick={(chosen) => props.onChange(chosen.length ? chosen.map((item) => item.value) : null)}
    />
  );
}

/** Which records to offer first, by another value of the form around. */
function useNarrowing(field: Field): Narrowing | undefined {
  const narrow = field.x.narrow;
  const value = useOtherValue(narrow?.by);
  return useMemo(
    () => (narrow && typeof value !== 'object' && value !== undefined ? { [narrow.field]: value } : undefined),
    [narrow, value],
  );
}

/** A relation to one of several forms: which form first, then the record. */
function PolymorphicInput(props: InputProps & { forms: string[] }) {
  const { t } = useTranslation();
  const infos = useForms();
  const ref = isRef(props.value) ? props.value : null;
  const [form, setForm] = useState(ref?.form ?? props.forms[0] ?? '');
  const shown = ref?.form ?? form;
  return (
    <Space.Compact className="fill">
      <Select
        value={shown}
        disabled={props.disabled}
        aria-label={t('field.kindOfRecord')}
        className="third"
        options={props.forms.map((key) => ({
          value: key,
          label:
            formTitle(
              infos.find((info) => info.key === key),
              currentLanguage(),
            ) || key,
        }))}
        onChange={(next: string) => {
          setForm(next);
          props.onChange(null);
        }}
      />
      <RecordSelect
        {...props}
        form={shown}
        chosen={ref ? [ref.id] : []}
        onPick={(chosen) => props.onChange(chosen[0] ? { form: shown, id: chosen[0].value } : null)}
      />
    </Space.Compact>
  );
}
