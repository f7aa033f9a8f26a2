import { blank } from '@/lib/format';
import { useText } from '@/lib/text';
import { useFormat } from '@/lib/use-format';
import type { ViewProps } from '../types';

export function NumberView({ field, value }: ViewProps) {
  const format = useFormat();
  const text = useText();
  if (typeof value !== 'number') return <span className="blank">{blank}</span>;
  const unit = text(field.x.unit);
  return (
    <span className="figure">
      {field.x.ungrouped ? value : format.number(value, field.type === 'integer' ? 0 : (field.x.scale ?? 2))}
      {unit ? ` ${unit}` : ''}
    </span>
  );
}
