import { Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { inputAttributes, type InputProps } from '../types';

export function AutoNumberInput(props: InputProps) {
  const { t } = useTranslation();
  return (
    <Input
      {...inputAttributes(props)}
      disabled
      value={(props.value as string | null) ?? ''}
      placeholder={t('field.givenOnSave')}
    />
  );
}
