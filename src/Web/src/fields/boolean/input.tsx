import { Checkbox } from 'antd';
import { useTranslation } from 'react-i18next';
import type { InputProps } from '../types';

export function BooleanInput(props: InputProps) {
  const { t } = useTranslation();
  return (
    <Checkbox
      id={props.id}
      disabled={props.disabled}
      checked={props.value === true}
      aria-label={props.label}
      aria-describedby={props.describedBy}
      onChange={(event) => props.onChange(event.target.checked)}
    >
      {t('field.yes')}
    </Checkbox>
  );
}
