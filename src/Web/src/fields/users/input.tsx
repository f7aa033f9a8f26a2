import { RecordSelect } from '../relation/record-select';
import type { InputProps } from '../types';

export function UsersInput(props: InputProps) {
  return (
    <RecordSelect
      {...props}
      many
      form="user"
      chosen={Array.isArray(props.value) ? (props.value as number[]) : []}
      onPick={(chosen) => props.onChange(chosen.length ? chosen.map((item) => item.value) : null)}
    />
  );
}
