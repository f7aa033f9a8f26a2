import { useTranslation } from 'react-i18next';
import { formatPercent } from '@/lib/format';
import { exactValue, fullValue, shortValue, wordsFor } from './cells';
import { ChangeLine } from './change-line';
import { arc } from './gauge';
import { Missing } from './missing';
import { measuresOf, undrawn } from './model';
import { NotDrawn } from './not-drawn';
import type { WidgetProps } from './types';
import { useWords } from './use-words';

/** One figure on the way to its target. */
export function GaugeWidget({ widget, data, title, onDrill }: WidgetProps) {
  const { t } = useTranslation();
  const words = wordsFor(useWords(), widget.options);
  const main = measuresOf(data)[0];
  if (!main) return null;
  const value = data.rows[0]?.[data.columns.indexOf(main)];
  const { target, format } = widget.options ?? {};
  const share = typeof value === 'number' && target ? value / target : null;
  const reached = share === null ? '–' : formatPercent(share * 100, words.language, 0);
  const text = t('dashboards.ofTarget', { share: reached, target: fullValue(target, main, words, format) });
  return (
    <div className="gauge-widget">
      <svg viewBox="0 0 120 66" role="img" aria-label={`${title}: ${fullValue(value, main, words, format)} · ${text}`}>
        <path d={arc(1)} className="gauge-track" />
        {share !== null && share > 0 && (
          <path d={arc(Math.min(share, 1))} className={share >= 1 ? 'gauge-value full' : 'gauge-value'} />
        )}
      </svg>
      <button
        type="button"
        className="number-main figure"
        title={exactValue(value, main, words, format)}
        onClick={() => onDrill({}, main.id)}
      >
        {shortValue(value, main, words, format)}
      </button>
      <p className="number-more">
        <span>{target ? text : t('dashboards.noTarget')}</span>
        <ChangeLine data={data} column={main} value={value} options={widget.options} />
        <Missing data={data} onDrill={onDrill} />
      </p>
      <NotDrawn columns={undrawn(data, main)} />
    </div>
  );
}
