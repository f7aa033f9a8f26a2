import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import { currentLanguage } from '@/lib/text';
import { inputAttributes, type InputProps } from '../types';

export function DateInput(props: InputProps) {
  const chinese = currentLanguage() === 'zh-CN';
  return (
    <DatePicker
      {...inputAttributes(props)}
      className="fill"
      format={[chinese ? 'YYYY-MM-DD' : 'D MMM YYYY', 'YYYY-MM-DD', 'YYYY/M/D', 'YYYYMMDD', 'D MMM YYYY']}
      placeholder=""
      value={typeof props.value === 'string' && props.value ? dayjs(props.value.slice(0, 10)) : null}
      onChange={(day) => props.onChange(day ? day.format('YYYY-MM-DD') : null)}
    />
  );
}
