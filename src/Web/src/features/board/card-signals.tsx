import { ListChecks } from 'lucide-react';
import type { CardShape, RecordData } from '@/api/types';
import { FormIcon } from '@/components/form-icon';
import type { FormModel } from '@/lib/form-model';
import { useText } from '@/lib/text';

type Props = { shape: CardShape; model: FormModel; record: RecordData };

/** What calls for attention: an icon, with a number where there is one. */
export function CardSignals({ shape, model, record }: Props) {
  const text = useText();
  return shape.signals?.map((signal) => {
    const field = model.fields.get(signal.field);
    if (!field || record[signal.field] !== true) return null;
    const value = signal.value ? record[signal.value] : undefined;
    const shown = typeof value === 'number' ? `${value} ${text(signal.unit, '')}`.trim() : '';
    return (
      <span
        key={signal.field}
        className="deal-signal"
        title={field.label}
        aria-label={`${field.label} ${shown}`.trim()}
        role="img"
      >
        <FormIcon name={signal.icon} size={14} />
        {shown}
      </span>
    );
  });
}

/** Steps done of all, such as 2/3; nothing where there are none. */
export function CardProgress({ shape, model, record }: Props) {
  if (!shape.progress) return null;
  const [done, total] = [record[shape.progress.done], record[shape.progress.total]];
  if (typeof done !== 'number' || typeof total !== 'number' || total === 0) return null;
  const label = `${model.fields.get(shape.progress.total)?.label ?? ''} ${done}/${total}`.trim();
  return (
    <span className="deal-signal calm" title={label} aria-label={label} role="img">
      <ListChecks size={14} aria-hidden /> {done}/{total}
    </span>
  );
}
