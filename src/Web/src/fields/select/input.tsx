import { Select } from 'antd';
import { useText } from '@/lib/text';
import { inputAttributes, type InputProps } from '../types';

/** Options of a choice; a hidden one stays selectable only where it is already chosen. */
export function useOptions(props: InputProps) {
  const text = useText();
  const chosen = Array.isArray(props.value) ? props.value : [props.value];
  return (props.field.x.options ?? (props.field.schema.enum ?? []).map((key) => ({ key, title: {} })))
    .filter((option) => !('hidden' in option && option.hidden) || chosen.includes(option.key))
    .map((option) => ({ value: option.key, label: text(option.title, option.key) }));
}

export function SelectInput(props: InputProps) {
  const options = useOptions(props);
  return (
    <Select
      {...inputAttributes(props)}
      className="fill"
      allowClear
      showSearch={options.length > 7 ? { optionFilterProp: 'label' } : false}
      options={options}
      value={(props.value as string | null) ?? undefined}
      onChange={(value: string | undefined) => props.onChange(value ?? null)}
    />
  );
}

export function SelectManyInput(props: InputProps) {
  const options = useOptions(props);
  return (
    <Select
      {...inputAttributes(props)}
      className="fill"
      mode="multiple"
      placeholder={props.placeholder}
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      options={options}
      value={(props.value as string[] | null) ?? []}
      onChange={(value: string[]) => props.onChange(value.length ? value : null)}
    />
  );
}
