import { useTranslation } from 'react-i18next';
import type { Total } from '@/api/types';
import type { Field } from '@/lib/form-model';
import { useFormat } from '@/lib/use-format';

/** Counts and sums all matching records, not the loaded ones. */
export function ListFooter({
  total,
  totals,
  columns,
}: {
  total: number | undefined;
  totals: Record<string, Total> | undefined;
  columns: Field[];
}) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <footer className="list-footer" aria-live="polite">
      <strong className="figure">
        {total === undefined ? '' : t('list.count', { count: total, shown: format.number(total) })}
      </strong>
      {columns.map((field) => {
        const sum = totals?.[field.key];
        if (!sum) return null;
        // Where every record lacks the value there is no sum, not one of nothing.
        const value = total && sum.missing >= total ? null : (sum.sum ?? 0);
        const text = field.type === 'money' ? format.money(value) : format.number(value, 2);
        return (
          <span key={field.key} className="figure">
            {field.label} {text}
            {sum.missing > 0 && <span className="second"> · {t('list.missing', { shown: format.number(sum.missing) })}</span>}
          </span>
        );
      })}
    </footer>
  );
}
