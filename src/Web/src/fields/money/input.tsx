import { currencySymbol } from '@/lib/format';
import { useFormat } from '@/lib/use-format';
import { NumberInput } from '../number-input';
import type { InputProps } from '../types';

export function MoneyInput(props: InputProps) {
  const { currency, language } = useFormat();
  return <NumberInput {...props} scale={props.field.x.scale ?? 2} prefix={currencySymbol(currency, language)} />;
}
