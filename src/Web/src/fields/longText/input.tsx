import { Input } from 'antd';
import { useText } from '@/lib/text';
import { inputAttributes, type InputProps } from '../types';

export function LongTextInput(props: InputProps) {
  const text = useText();
  return (
    <Input.TextArea
      {...inputAttributes(props)}
      value={(props.value as string | null) ?? ''}
      placeholder={text(props.field.x.placeholder)}
      autoSize={{ minRows: 2, maxRows: 12 }}
      onChange={(event) => props.onChange(event.target.value === '' ? null : event.target.value)}
    />
  );
}
