import { useText } from '@/lib/text';
import { NumberInput } from '../number-input';
import type { InputProps } from '../types';

export function DecimalInput(props: InputProps) {
  const text = useText();
  return <NumberInput {...props} scale={props.field.x.scale ?? 2} suffix={text(props.field.x.unit) || undefined} />;
}
