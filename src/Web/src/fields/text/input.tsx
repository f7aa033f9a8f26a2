import { Input } from 'antd';
import { useText } from '@/lib/text';
import { inputAttributes, type InputProps } from '../types';

export function TextInput(props: InputProps & { type?: 'email' | 'tel' | 'url' }) {
  const text = useText();
  return (
    <Input
      {...inputAttributes(props)}
      type={props.type}
      value={(props.value as string | null) ?? ''}
      maxLength={props.field.schema.maxLength}
      placeholder={text(props.field.x.placeholder)}
      autoComplete="off"
      onChange={(event) => props.onChange(event.target.value === '' ? null : event.target.value)}
    />
  );
}
