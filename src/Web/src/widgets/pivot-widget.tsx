import { useTranslation } from 'react-i18next';
import type { DrillRow, ReportColumn } from '@/api/reports';
import { formatsOf, groupLabel, tableValue, wordsFor } from './cells';
import { pivotOf } from './pivot';
import { ReportTable } from './table-widget';
import type { WidgetProps } from './types';
import { useStageDot } from './use-stage-dot';
import { useWords } from './use-words';

/** Groups down and across, with their sums; every figure opens its records. */
export function PivotWidget({ widget, data, title, onDrill }: WidgetProps) {
  const { t } = useTranslation();
  const words = wordsFor(useWords(), widget.options);
  const dot = useStageDot(data.query);
  const formatOf = formatsOf(data, widget.options?.format);
  const pivot = pivotOf(data);
  if (!pivot) return <ReportTable data={data} title={title} onDrill={onDrill} format={widget.options} />;
  const { rowColumns, across, measures, heads, lines, grand } = pivot;
  const several = measures.length > 1;
  const cells = (values: unknown[] | undefined, row: DrillRow, key: string) =>
    measures.map((column, index) => (
      <Cell key={key + column.id} value={values?.[index]} column={column} onOpen={() => onDrill(row, column.id)}>
        {tableValue(values?.[index], column, words, formatOf(column))}
      </Cell>
    ));
  return (
    <div className="report-table pivot-table" tabIndex={0} role="group" aria-label={title}>
      <table>
        <thead>
          <tr>
            {rowColumns.map((column) => (
              <th key={column.id} scope="col" rowSpan={several ? 2 : 1}>
                {column.label}
              </th>
            ))}
            {heads.map((head) => (
              <th
                key={JSON.stringify(head.value)}
                scope={several ? 'colgroup' : 'col'}
                colSpan={measures.length}
                className={several ? 'end group' : 'end'}
              >
                <span className="choice">
                  {across.type === 'stage' && <i className="dot" style={{ background: dot(across, head.value) }} />}
                  {groupLabel(head.value, across, words)}
                </span>
              </th>
            ))}
            <th scope={several ? 'colgroup' : 'col'} colSpan={measures.length} className="end">
              {t('dashboards.total')}
            </th>
          </tr>
          {several && (
            <tr>
              {[...heads, null].map((head, index) =>
                measures.map((column) => (
                  <th key={`${head ? index : 'total'} ${column.id}`} scope="col" className="end">
                    {column.label}
                  </th>
                )),
              )}
            </tr>
          )}
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={JSON.stringify(line.keys)}>
              {rowColumns.map((column, index) => (
                <th key={column.id} scope="row">
                  <span className="choice">
                    {column.type === 'stage' && <i className="dot" style={{ background: dot(column, line.keys[index]) }} />}
                    {groupLabel(line.keys[index], column, words)}
                  </span>
                </th>
              ))}
              {heads.map((head, index) => cells(line.cells[index], { ...line.row, ...head.row }, JSON.stringify(head.value)))}
              {cells(line.totals, line.row, 'total')}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={rowColumns.length}>
              {t('dashboards.total')}
            </th>
            {heads.map((head) => cells(head.totals, head.row, JSON.stringify(head.value)))}
            {cells(grand, {}, 'total')}
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

type CellProps = { value: unknown; column: ReportColumn; onOpen: () => void; children: string };

const Cell = ({ value, onOpen, children }: CellProps) => (
  <td className="end">
    {value === undefined || value === null ? (
      <span className="third">{children}</span>
    ) : (
      <button type="button" className="link figure" onClick={onOpen}>
        {children}
      </button>
    )}
  </td>
);
