import { RecordSelect } from '../relation/record-select';
import type { InputProps } from '../types';
import { useTranslation } from 'react-i18next';

export function UserInput(props: InputProps) {
  return (
    <RecordSelect
      {...props}
      form="user"
      chosen={typeof props.value === 'number' ? [props.value] : []}
      onPick={(chosen) => props.onChange(chosen[0]?.value ?? null)}
    />
  );
}

/** For filters: people, or who is looking. */
export function UserManyInput(props: InputProps) {
  const { t } = useTranslation();
  const extra = [
    { value: '@me', label: t('filter.me') },
    { value: '@myTeam', label: t('filter.myTeam') },
    { value: '@below', label: t('filter.below') },
  ];
  return (
    <RecordSelect
      {...props}
      many
      form="user"
      extra={extra}
      chosen={Array.isArray(props.value) ? (props.value as (number | string)[]) : []}
      onPick={(chosen) => props.onChange(chosen.length ? chosen.map((item) => item.value) : null)}
    />
  );
}
