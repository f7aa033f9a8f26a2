import { blank } from '@/lib/format';
import { useText } from '@/lib/text';
import type { ViewProps } from '../types';

export function SelectView({ field, value }: ViewProps) {
  const text = useText();
  const keys = Array.isArray(value)
    ? (value as string[])
    : value === null || value === undefined || value === ''
      ? []
      : [String(value)];
  if (keys.length === 0) return <span className="blank">{blank}</span>;
  return (
    <span className="choices">
      {keys.map((key) => {
        const option = field.x.options?.find((item) => item.key === key);
        return (
          <span key={key} className="choice">
            {option?.color && <i className="dot" style={{ background: option.color }} />}
            {text(option?.title, key)}
          </span>
        );
      })}
    </span>
  );
}
