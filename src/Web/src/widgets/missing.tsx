import { useTranslation } from 'react-i18next';
import { usePipelinesOf } from '@/api/forms';
import type { ReportData } from '@/api/reports';
import { useFormModel } from '@/lib/form-model';
import { useFormat } from '@/lib/use-format';
import { measuresOf } from './model';
import type { OnDrill } from './types';

/** "500 without amount": a sum of few must not pass for a sum of all. One line per field, however many measures use it. */
export function Missing({ data, onDrill }: { data: ReportData; onDrill: OnDrill }) {
  const { t } = useTranslation();
  const format = useFormat();
  const model = useFormModel(data.query.source);
  const pipelines = usePipelinesOf(data.query.source);
  const lacking = new Map<string, { measure: string; count: number; label: string }>();
  for (const column of measuresOf(data)) {
    const field = data.query.measures?.find((measure) => measure.id === column.id)?.field;
    if (!field || !column.missing || [...lacking.values()].some((item) => item.count === column.missing)) continue;
    // Nobody fills in a weighted amount: what is missing is the amount.
    const filled = pipelines.find((pipeline) => pipeline.weightedField === field)?.amountField ?? field;
    lacking.set(field, { measure: column.id, count: column.missing, label: model?.fields.get(filled)?.label ?? column.label });
  }
  return [...lacking].map(([field, { measure, count, label }]) => (
    <button
      key={field}
      type="button"
      className="link figure"
      onClick={() => onDrill({}, measure, { member: field, operator: 'notSet' })}
    >
      {t('dashboards.missing', { shown: format.number(count), field: label.toLocaleLowerCase(format.language) })}
    </button>
  ));
}
