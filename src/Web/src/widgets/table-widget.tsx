import { useTranslation } from 'react-i18next';
import type { ReportColumn, ReportData, WidgetOptions } from '@/api/reports';
import { formatsOf, groupLabel, tableValue, wordsFor } from './cells';
import { sampleOf } from './few';
import { drillRow, groupsOf, measuresOf } from './model';
import type { OnDrill, WidgetProps } from './types';
import { RecordsTable } from './records-table';
import { useStageDot } from './use-stage-dot';
import { useWords } from './use-words';

type Props = Pick<WidgetProps, 'data' | 'onDrill' | 'title'> & { format?: WidgetOptions };

/** Groups down, measures across; every figure opens its records. Also what a chart shows as a table. */
export function ReportTable({ data, title, onDrill, format }: Props) {
  const { t } = useTranslation();
  const words = wordsFor(useWords(), format);
  const dot = useStageDot(data.query);
  const groups = groupsOf(data);
  const measures = measuresOf(data);
  const at = (column: ReportColumn) => data.columns.indexOf(column);
  const sample = sampleOf(data, format);
  const formatOf = formatsOf(data, format?.format);
  return (
    <div className="report-table" tabIndex={0} role="group" aria-label={title}>
      <table>
        <thead>
          <tr>
            {groups.map((column) => (
              <th key={column.id} scope="col">
                {column.label}
              </th>
            ))}
            {measures.map((column) => (
              <th key={column.id} scope="col" className="end">
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data.rows.map((row, index) => (
            <tr key={index} className={sample?.(row).isFew ? 'few' : undefined}>
              {groups.map((column) => (
                <th key={column.id} scope="row">
                  <span className="choice">
                    {column.type === 'stage' && <i className="dot" style={{ background: dot(column, row[at(column)]) }} />}
                    {groupLabel(row[at(column)], column, words)}
                    {column === groups.at(-1) && sample?.(row).isFew && (
                      <span className="few-mark" title={t('dashboards.fewHint', { below: format?.few?.below })}>
                        {t('dashboards.few')}
                      </span>
                    )}
                  </span>
                </th>
              ))}
              {measures.map((column) => (
                <td key={column.id} className="end">
                  <button type="button" className="link figure" onClick={() => onDrill(drillRow(data, row), column.id)}>
                    {tableValue(row[at(column)], column, words, formatOf(column))}
                  </button>
                </td>
              ))}
            </tr>
          ))}
          {data.others && (
            <Others data={data} measures={measures} span={groups.length} label={t('dashboards.others')} format={format} />
          )}
        </tbody>
        {groups.length > 0 && data.totals && data.rows.length > 1 && (
          <Totals
            data={data}
            measures={measures}
            span={groups.length}
            label={t('dashboards.total')}
            onDrill={onDrill}
            format={format}
          />
        )}
      </table>
    </div>
  );
}

/** What the groups beyond the limit come to; their list can't be told by a cell. */
function Others({ data, measures, span, label, format }: Omit<TotalsProps, 'onDrill'>) {
  const words = wordsFor(useWords(), format);
  const formatOf = formatsOf(data, format?.format);
  return (
    <tr>
      <th scope="row" colSpan={span}>
        {label}
      </th>
      {measures.map((column) => (
        <td key={column.id} className="end figure">
          {tableValue(data.others?.[column.id], column, words, formatOf(column))}
        </td>
      ))}
    </tr>
  );
}

type TotalsProps = {
  data: ReportData;
  measures: ReportColumn[];
  span: number;
  label: string;
  onDrill: OnDrill;
  format: Props['format'];
};

function Totals({ data, measures, span, label, onDrill, format }: TotalsProps) {
  const words = wordsFor(useWords(), format);
  const formatOf = formatsOf(data, format?.format);
  return (
    <tfoot>
      <tr>
        <th scope="row" colSpan={span}>
          {label}
        </th>
        {measures.map((column) => (
          <td key={column.id} className="end">
            <button type="button" className="link figure" onClick={() => onDrill({}, column.id)}>
              {tableValue(data.totals?.[column.id], column, words, formatOf(column))}
            </button>
          </td>
        ))}
      </tr>
    </tfoot>
  );
}

export const TableWidget = ({ widget, data, title, onDrill }: WidgetProps) =>
  data.query.ungrouped ? (
    <RecordsTable data={data} title={title} options={widget.options} />
  ) : (
    <ReportTable data={data} title={title} onDrill={onDrill} format={widget.options} />
  );
