import { ChartColumn, Table2 } from 'lucide-react';
import { Suspense, useId, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Widget, WidgetAnswer } from '@/api/reports';
import { useText } from '@/lib/text';
import { Missing } from '@/widgets/missing';
import { measuresOf } from '@/widgets/model';
import { hasTable, isFigure, isStill, ReportTable, stillTypes, widgetTypes } from '@/widgets/registry';
import type { OnDrill } from '@/widgets/types';
import { useDrill } from './use-drill';
import { WidgetBoundary } from './widget-boundary';
import './widgets.css';

type Props = {
  widget: Widget;
  answer: WidgetAnswer | undefined;
  /** Buttons beside the title. */
  actions?: ReactNode;
  /** What a click on a part means instead of opening its records. */
  onPick?: OnDrill;
  /** What a reader should know of the figures. */
  note?: string;
  /** What can be done about an answer that is none. */
  repair?: ReactNode;
  /** Takes the place that its parent gives it. */
  placed?: boolean;
};

/** A question and its answer: drawn, or as a table in which every figure can be reached by keyboard. */
export function WidgetCard({ widget, answer, actions, onPick, note, repair, placed }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const id = useId();
  const [table, setTable] = useState(false);
  const title = text(widget.title, isStill(widget.type) ? '' : widget.id);
  const { x, y, w, h } = widget.layout;
  const toggle = t(table ? 'dashboards.showChart' : 'dashboards.showTable');
  const data = answer && 'columns' in answer ? answer : undefined;
  const bare = !isStill(widget.type) && answer && !data?.rows.length ? ' bare' : '';
  return (
    <section
      className={`widget ${widget.type}${bare}${placed ? ' placed' : ''}`}
      data-widget={widget.id}
      aria-labelledby={title ? id : undefined}
      aria-label={title ? undefined : t(`dashboards.kind.${widget.type}`)}
      style={placed ? undefined : ({ '--x': x + 1, '--y': y + 1, '--w': w, '--h': h } as React.CSSProperties)}
    >
      {(title || actions) && (
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
          {actions}
        </header>
      )}
      {note && <p className="widget-notes">{note}</p>}
      <WidgetBoundary
        key={`${widget.type} ${JSON.stringify(widget.options ?? null)}`}
        fallback={<p className="widget-problem">{t('dashboards.notDrawn')}</p>}
      >
        <WidgetBody widget={widget} answer={answer} title={title} table={table} onPick={onPick} repair={repair} />
      </WidgetBoundary>
    </section>
  );
}

type BodyProps = Pick<Props, 'widget' | 'answer' | 'onPick' | 'repair'> & { title: string; table?: boolean };

/** The drawing without its frame. */
export function WidgetBody(props: BodyProps) {
  return (
    <Suspense fallback={<Wait />}>
      <Drawing {...props} />
    </Suspense>
  );
}

function Wait() {
  const { t } = useTranslation();
  return <div className="widget-wait" role="status" aria-label={t('common.loading')} />;
}

function Drawing({ widget, answer, title, table = false, onPick, repair }: BodyProps) {
  const { t } = useTranslation();
  const open = useDrill(answer && 'query' in answer ? answer.query : undefined);
  const onDrill = onPick ?? open;
  if (isStill(widget.type)) {
    const Still = stillTypes[widget.type];
    return <Still widget={widget} title={title} />;
  }
  if (!answer) return <Wait />;
  if ('problem' in answer)
    return (
      <div className="widget-problem" role="alert">
        {answer.problem.errors?.map((fault) => fault.message).join(' ') || answer.problem.detail || answer.problem.title}
        {repair}
      </div>
    );
  const Drawn = widgetTypes[widget.type];
  if (answer.rows.length === 0 && !isFigure(widget.type)) return <p className="widget-empty">{t('dashboards.noData')}</p>;
  const first = measuresOf(answer)[0];
  const drawable = first !== undefined && answer.rows.some((row) => row[answer.columns.indexOf(first)] !== null);
  return (
    <>
      <Notes answer={answer} widget={widget} onDrill={open} />
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
  if (isFigure(widget.type)) return null;
  const lacks = answer.columns.some((column) => column.missing);
  if (!lacks && !answer.truncated) return null;
  return (
    <p className="widget-notes">
      {answer.truncated && <span>{t('dashboards.truncated', { count: answer.rows.length })}</span>}
      <Missing data={answer} onDrill={onDrill} />
    </p>
  );
}
