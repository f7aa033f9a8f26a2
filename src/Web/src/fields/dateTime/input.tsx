import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import { fromWallClock, inZone } from '@/lib/dates';
import { currentLanguage } from '@/lib/text';
import { inputAttributes, type InputProps } from '../types';

/** Shows and takes the wall-clock time of the person's zone; the value is an instant. */
export function DateTimeInput(props: InputProps) {
  const wallClock = 'YYYY-MM-DDTHH:mm:ss';
  const value = typeof props.value === 'string' && props.value ? dayjs(inZone(props.value).format(wallClock)) : null;
  return (
    <DatePicker
      {...inputAttributes(props)}
      className="fill"
      showTime={{ format: 'HH:mm' }}
      format={currentLanguage() === 'zh-CN' ? 'YYYY-MM-DD HH:mm' : 'D MMM YYYY HH:mm'}
      placeholder=""
      value={value}
      onChange={(moment) => props.onChange(moment ? fromWallClock(moment.format(wallClock)) : null)}
    />
  );
}
