import { ArrowDown, ArrowUp, Minus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ReportColumn, ReportData, WidgetOptions } from '@/api/reports';
import { formatDate } from '@/lib/dates';
import { formatNumber, formatRate } from '@/lib/format';
import { fullValue, measureKind } from './cells';
import { changeOf, isInPoints } from './change';
import { useWords } from './use-words';

type Props = { data: ReportData; column: ReportColumn; value: unknown; options: WidgetOptions | undefined };
const icons = { up: ArrowUp, down: ArrowDown, same: Minus };

/** "▲ 12.3% · 1 Jul – 30 Sep: ¥3.1M": the change, and against what. */
export function ChangeLine({ data, column, value, options }: Props) {
  const { t } = useTranslation();
  const words = useWords();
  if (!data.compared) return null;
  const { from, to, totals } = data.compared;
  const change = changeOf(value, totals[column.id], options?.good);
  const before = t('dashboards.before', {
    from: formatDate(from, words.language),
    to: formatDate(to, words.language),
    value: fullValue(totals[column.id], column, words, options?.format),
  });
  if (!change) return <span className="number-change">{before}</span>;
  const Icon = icons[change.direction];
  const size = isInPoints(column, options?.format)
    ? t('dashboards.points', {
        shown: formatNumber(
          Math.abs(change.difference) * (measureKind(column, options?.format) === 'ratio' ? 100 : 1),
          words.language,
          1,
        ),
      })
    : change.rate === null
      ? fullValue(Math.abs(change.difference), column, words, options?.format)
      : formatRate(Math.abs(change.rate), words.language);
  return (
    <span className="number-change">
      <span className={`change ${change.tone}`}>
        <Icon size={14} aria-hidden />
        <span className="visually-hidden">{t(`dashboards.change.${change.direction}`)}</span> {size}
      </span>{' '}
      {before}
    </span>
  );
}
