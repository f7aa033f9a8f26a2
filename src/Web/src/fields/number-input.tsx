import { Input } from 'antd';
import { useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatNumber } from '@/lib/format';
import { currentLanguage } from '@/lib/text';
import { parseNumber } from './number-text';
import { inputAttributes, type InputProps } from './types';

/** Keeps the text as typed until it is left, then shows it with separators; never rounds silently. */
export function NumberInput(props: InputProps & { scale: number; prefix?: ReactNode; suffix?: ReactNode }) {
  const { t } = useTranslation();
  const { value, scale, onChange, onProblem } = props;
  const plain = props.field.x.ungrouped && typeof value === 'number' ? String(value) : null;
  const shown = plain ?? (typeof value === 'number' ? formatNumber(value, currentLanguage(), scale).replace('−', '-') : '');
  const [text, setText] = useState<string | null>(null);
  useEffect(
    () => setText((typed) => (typed !== null && parseNumber(typed, scale) !== (value ?? null) ? null : typed)),
    [value, scale],
  );

  const type = (typed: string) => {
    const parsed = parseNumber(typed, scale);
    const unreadable = parsed === 'unreadable' || parsed === 'tooLong';
    setText(typed);
    onProblem?.(unreadable ? t(parsed === 'tooLong' ? 'field.numberTooLong' : 'field.numberUnreadable', { scale }) : null);
    if (!unreadable) onChange(parsed);
  };
  return (
    <Input
      {...inputAttributes(props)}
      className="number-input"
      inputMode="decimal"
      autoComplete="off"
      prefix={props.prefix}
      suffix={props.suffix}
      value={text ?? shown}
      onChange={(event) => type(event.target.value)}
      onBlur={() => setText((typed) => (typed !== null && typeof parseNumber(typed, scale) === 'string' ? typed : null))}
    />
  );
}
