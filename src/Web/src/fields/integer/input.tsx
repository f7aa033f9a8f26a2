import { useText } from '@/lib/text';
import { NumberInput } from '../number-input';
import type { InputProps } from '../types';

export function IntegerInput(props: InputProps) {
  const text = useText();
  return <NumberInput {...props} scale={0} suffix={text(props.field.x.unit) || undefined} />;
}
