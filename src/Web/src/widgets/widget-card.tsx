import { ChartColumn, Table2 } from 'lucide-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Widget, WidgetAnswer } from '@/api/reports';
import { useText } from '@/lib/text';
import { Missing } from '@/widgets/missing';
import { measuresOf } from '@/widgets/model';
import { hasTable, widgetTypes } from '@/widgets/registry';
import { ReportTable } from '@/widgets/table-widget';
import type { OnDrill } from '@/widgets/types';
import { useDrill } from './use-drill';
import './widgets.css';

type Props = { widget: Widget; answer: WidgetAnswer | undefined };

/** A question and its answer: drawn, or as a table in which every figure can be reached by keyboard. */
export function WidgetCard({ widget, answer }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const id = useId();
  const [table, setTable] = useState(false);
  const title = text(widget.title, widget.id);
  const { x, y, w, h } = widget.layout;
  const toggle = t(table ? 'dashboards.showChart' : 'dashboards.showTable');
  const data = answer && 'columns' in answer ? answer : undefined;
  return (
    <section
      className={`widget ${widget.type}${answer && !data?.rows.length ? ' bare' : ''}`}
      aria-labelledby={id}
      style={{ '--x': x + 1, '--y': y + 1, '--w': w, '--h': h } as React.CSSProperties}
    >
      <header>
        <h2 id={id}>{title}</h2>
        {hasTable(widget.type) && data && data.rows.length > 0 && (
          <button
            type="button"
            className="icon-button"
            aria-pressed={table}
            title={toggle}
            aria-label={`${toggle}: ${title}`}
            onClick={() => setTable(!table)}
          >
            {table ? <ChartColumn size={16} aria-hidden /> : <Table2 size={16} aria-hidden />}
          </button>
        )}
      </header>
      <WidgetBody widget={widget} answer={answer} title={title} table={table} />
    </section>
  );
}

function WidgetBody({ widget, answer, title, table }: Props & { title: string; table: boolean }) {
  const { t } = useTranslation();
  const onDrill = useDrill(answer && 'query' in answer ? answer.query : undefined);
  if (!answer) return <div className="widget-wait" role="status" aria-label={t('common.loading')} />;
  if ('problem' in answer)
    return (
      <p className="widget-problem" role="alert">
        {answer.problem.errors?.map((fault) => fault.message).join(' ') || answer.problem.detail || answer.problem.title}
      </p>
    );
  const Drawn = widgetTypes[widget.type];
  // A single figure is never empty: none at all is an answer too.
  if (answer.rows.length === 0 && widget.type !== 'number') return <p className="widget-empty">{t('dashboards.noData')}</p>;
  const first = measuresOf(answer)[0];
  const drawable = first !== undefined && answer.rows.some((row) => row[answer.columns.indexOf(first)] !== null);
  return (
    <>
      <Notes answer={answer} widget={widget} onDrill={onDrill} />
      {!table && hasTable(widget.type) && !drawable ? (
        <p className="widget-empty">{t('dashboards.noFigures')}</p>
      ) : table ? (
        <ReportTable data={answer} title={title} onDrill={onDrill} format={widget.options} />
      ) : (
        <Drawn widget={widget} data={answer} title={title} onDrill={onDrill} />
      )}
    </>
  );
}

function Notes({
  answer,
  widget,
  onDrill,
}: {
  answer: Extract<WidgetAnswer, { rows: unknown[][] }>;
  widget: Widget;
  onDrill: OnDrill;
}) {
  const { t } = useTranslation();
  if (widget.type === 'number') return null;
  const lacks = answer.columns.some((column) => column.missing);
  if (!lacks && !answer.truncated) return null;
  return (
    <p className="widget-notes">
      {answer.truncated && <span>{t('dashboards.truncated', { count: answer.rows.length })}</span>}
      <Missing data={answer} onDrill={onDrill} />
    </p>
  );
}
