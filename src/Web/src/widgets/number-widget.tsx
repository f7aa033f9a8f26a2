import { useTranslation } from 'react-i18next';
import { exactValue, formatsOf, fullValue, shortValue, wordsFor } from './cells';
import { ChangeLine } from './change-line';
import { sampleOf } from './few';
import { Missing } from './missing';
import { measuresOf } from './model';
import type { WidgetProps } from './types';
import { useWords } from './use-words';

/** One large figure; further measures stand small below it. */
export function NumberWidget({ widget, data, onDrill }: WidgetProps) {
  const { t } = useTranslation();
  const words = wordsFor(useWords(), widget.options);
  const [main, ...others] = measuresOf(data);
  const row = data.rows[0] ?? [];
  if (!main) return null;
  const valueOf = (id: string) => row[data.columns.findIndex((column) => column.id === id)];
  const formatOf = formatsOf(data, widget.options?.format);
  return (
    <div className="number-widget">
      <button
        type="button"
        className="number-main figure"
        title={exactValue(valueOf(main.id), main, words, formatOf(main))}
        onClick={() => onDrill({}, main.id)}
      >
        {shortValue(valueOf(main.id), main, words, formatOf(main))}
      </button>
      <ChangeLine data={data} column={main} value={valueOf(main.id)} options={widget.options} />
      <p className="number-more">
        {sampleOf(data, widget.options)?.(row).isFew && (
          <span className="few-mark" title={t('dashboards.fewHint', { below: widget.options?.few?.below })}>
            {t('dashboards.few')}
          </span>
        )}
        {others.map((column) => (
          <button
            key={column.id}
            type="button"
            className="link figure"
            title={fullValue(valueOf(column.id), column, words, formatOf(column))}
            onClick={() => onDrill({}, column.id)}
          >
            {column.label} {shortValue(valueOf(column.id), column, words, formatOf(column))}
          </button>
        ))}
        <Missing data={data} onDrill={onDrill} />
      </p>
    </div>
  );
}
