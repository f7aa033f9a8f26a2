import { Button, Select } from 'antd';
import { Check, Undo2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { UnmatchedValue } from '@/api/imports';
import { RecordSelect } from '@/fields/relation/record-select';
import type { Field } from '@/lib/form-model';
import { stageOf, usePipeline } from '@/lib/stage';
import { useText } from '@/lib/text';
import { useRecordTitle } from '@/lib/titles';
import { useFormat } from '@/lib/use-format';
import { isLink } from './choices';
import { suggestionOf } from './suggestion';

type Target = string | number | null | undefined;
type Props = { field: Field; item: UnmatchedValue; chosen: Target; onChoose: (target: Target) => void };

/** "GTXPro · 1,480 rows → GTX Pro?" */
export function ValueLine({ field, item, chosen, onChoose }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const suggestion = suggestionOf(item);
  const nameOf = useTargetName(field, suggestion?.value ?? null);
  const decided = chosen !== undefined;
  return (
    <div className={decided ? 'value-line decided' : 'value-line'}>
      <span className="value-text">
        {decided && <Check size={16} aria-hidden />}
        <strong>{item.value}</strong>
        <span className="second"> {t('import.rowCount', { count: item.count, shown: format.number(item.count) })}</span>
      </span>
      <span className="value-target">
        {suggestion && !decided && (
          <Button onClick={() => onChoose(suggestion.value)}>{t('import.meant', { title: suggestion.title ?? nameOf })}</Button>
        )}
        <TargetPicker field={field} value={chosen} label={t('import.valueFor', { value: item.value })} onChange={onChoose} />
        {decided && (
          <Button type="text" icon={<Undo2 size={16} />} aria-label={t('import.undo')} onClick={() => onChoose(undefined)} />
        )}
      </span>
    </div>
  );
}

const formOf = (field: Field) =>
  isLink(field) ? (field.x.form ?? (field.type === 'relation' ? field.x.forms?.[0] : 'user')) : undefined;

function useOptions(field: Field): { value: string; label: string }[] {
  const text = useText();
  const pipeline = usePipeline(field.x.pipeline);
  const options = field.type === 'stage' ? pipeline?.stages : field.x.options?.filter((option) => !option.hidden);
  return (options ?? []).map((option) => ({ value: option.key, label: text(option.title, option.key) }));
}

function useTargetName(field: Field, value: string | number | null): string {
  const text = useText();
  const pipeline = usePipeline(field.x.pipeline);
  const options = useOptions(field);
  const title = useRecordTitle(formOf(field) ?? '', typeof value === 'number' ? value : null);
  if (typeof value === 'number') return title;
  return (
    text(stageOf(pipeline, value)?.title) || (options.find((option) => option.value === value)?.label ?? String(value ?? ''))
  );
}

type PickerProps = { field: Field; value: Target; label: string; onChange: (value: Target) => void };

function TargetPicker({ field, value, label, onChange }: PickerProps) {
  const { t } = useTranslation();
  const options = useOptions(field);
  const form = formOf(field);
  const placeholder = value === null ? t('import.leftBlank') : t('import.choose');
  if (form)
    return (
      <RecordSelect
        field={field}
        form={form}
        label={label}
        placeholder={placeholder}
        value={value}
        chosen={value === null || value === undefined ? [] : [value]}
        onPick={(chosen) => onChange(chosen[0]?.value)}
        onChange={() => undefined}
      />
    );
  return (
    <Select
      aria-label={label}
      className="fill"
      placeholder={placeholder}
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      value={typeof value === 'string' ? value : undefined}
      options={options}
      onChange={(next: string | undefined) => onChange(next)}
    />
  );
}
