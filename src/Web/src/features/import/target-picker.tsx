import { useQueryClient } from '@tanstack/react-query';
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useFormInfo } from '@/api/forms';
import { recordQuery } from '@/api/records';
import { useReport } from '@/components/use-report';
import { RecordSelect, type Choice } from '@/fields/relation/record-select';
import type { Field } from '@/lib/form-model';
import { usePipeline } from '@/lib/stage';
import { useText } from '@/lib/text';
import { isLink } from './choices';

/** The text that is meant; null leaves blank, undefined is undecided. */
export type Target = string | null | undefined;
type Props = { field: Field; match: string | undefined; value: Target; label: string; onChange: (value: Target) => void };

export function useTargetOptions(field: Field): { value: string; label: string }[] {
  const text = useText();
  const pipeline = usePipeline(field.x.pipeline);
  const options = field.type === 'stage' ? pipeline?.stages : field.x.options?.filter((option) => !option.hidden);
  return (options ?? []).map((option) => ({ value: option.key, label: text(option.title, option.key) }));
}

export function TargetPicker(props: Props) {
  const { t } = useTranslation();
  const options = useTargetOptions(props.field);
  const { field, value, label, onChange } = props;
  if (isLink(field)) return <RecordTarget {...props} />;
  return (
    <Select
      aria-label={label}
      className="fill"
      placeholder={value === null ? t('import.leftBlank') : t('import.choose')}
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      value={value ?? undefined}
      options={options}
      onChange={(next: string | undefined) => onChange(next)}
    />
  );
}

/** A record is named by the text that the column is matched by: its title, unless another field was chosen. */
function RecordTarget({ field, match, value, label, onChange }: Props) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const report = useReport();
  const form = field.x.form ?? (field.type === 'relation' ? (field.x.forms?.[0] ?? '') : 'user');
  const titleKey = useFormInfo(form)?.recordTitle ?? 'name';
  const pick = async (choice: Choice | undefined) => {
    if (!choice) return onChange(undefined);
    if (typeof choice.value === 'string' || !match || match === titleKey) return onChange(choice.label);
    try {
      const text = (await client.fetchQuery(recordQuery(form, choice.value)))[match];
      onChange(text === null || text === undefined ? choice.label : String(text));
    } catch (error) {
      report(error);
    }
  };
  return (
    <RecordSelect
      form={form}
      label={label}
      placeholder={value === null ? t('import.leftBlank') : t('import.choose')}
      chosen={value ? [value] : []}
      extra={value ? [{ value, label: value }] : []}
      onPick={(chosen) => void pick(chosen[0])}
    />
  );
}
