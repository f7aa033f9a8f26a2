import { Checkbox } from 'antd';
import { Fragment, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ForecastCell, ForecastColumn, ForecastMeasure, ForecastRow, ForecastSum, ForecastTable } from '@/api/forecasts';
import type { Filter } from '@/api/types';
import { Empty } from '@/components/states';
import { formatMonth } from '@/lib/dates';
import { useText } from '@/lib/text';
import { useFormat } from '@/lib/use-format';
import { OpenLink } from './open-link';
import { useValueLabel } from './use-value-label';

const ends: Record<string, string> = {
  overdue: 'forecast.column.overdue',
  earlier: 'forecast.column.earlier',
  later: 'forecast.column.later',
  none: 'forecast.column.none',
};

/** Months across, values of the split down, categories of the total below; what has no month of these has a column of its own. */
export function TableSection({ table, measure }: { table: ForecastTable; measure: ForecastMeasure }) {
  const { t } = useTranslation();
  const text = useText();
  const { language } = useFormat();
  const label = useValueLabel();
  const [detailed, setDetailed] = useState(false);
  const isEmpty = table.totals.total.count === 0 && table.totals.total.won.count === 0;
  const columns = table.columns.filter((column) => !(column.id in ends) || table.totals.cells[column.id]);
  const titleOf = (column: ForecastColumn) => (column.id in ends ? t(ends[column.id] ?? '') : formatMonth(column.id, language));
  const split = table.splits.find(({ key }) => key === table.by);
  const categories = table.categories.filter(({ key }) => table.totals.total.categories[key]);
  const line = (row: ForecastRow, name: string) => (
    <Line row={row} name={name} columns={columns} table={table} measure={measure} titleOf={titleOf} />
  );
  const parts = (row: ForecastRow, name: string) =>
    categories
      .filter(({ key }) => row.total.categories[key])
      .map(({ key, title }) => (
        <CategoryLine
          key={key}
          category={key}
          title={text(title, key)}
          of={name}
          {...{ row, columns, table, measure, titleOf }}
        />
      ));
  return (
    <section className="forecast-section" aria-labelledby="forecast-table">
      <header>
        <h2 id="forecast-table">{t('forecast.tableTitle')}</h2>
        {!isEmpty && (
          <Checkbox checked={detailed} onChange={(event) => setDetailed(event.target.checked)}>
            {t('forecast.categories')}
          </Checkbox>
        )}
      </header>
      {isEmpty ? (
        <Empty text={t('forecast.noRecords')} />
      ) : (
        <div className="forecast-scroll" tabIndex={0} role="group" aria-label={t('forecast.tableTitle')}>
          <table className="forecast-table">
            <thead>
              <tr>
                <th scope="col">{split && text(split.title, split.key)}</th>
                {columns.map((column) => (
                  <th key={column.id} scope="col" className={column.id === 'overdue' ? 'end late' : 'end'}>
                    {titleOf(column)}
                  </th>
                ))}
                <th scope="col" className="end">
                  {t('dashboards.total')}
                </th>
              </tr>
            </thead>
            <tbody>
              {table.rows.map((row) => (
                <Fragment key={String(row.value)}>
                  {line(row, label(row))}
                  {detailed && parts(row, label(row))}
                </Fragment>
              ))}
            </tbody>
            <tfoot>
              {line(table.totals, t('dashboards.total'))}
              {parts(table.totals, t('dashboards.total'))}
            </tfoot>
          </table>
        </div>
      )}
      {table.truncated && <p className="second">{t('forecast.truncated')}</p>}
    </section>
  );
}

type LineProps = {
  row: ForecastRow;
  columns: ForecastColumn[];
  table: ForecastTable;
  measure: ForecastMeasure;
  titleOf: (column: ForecastColumn) => string;
};

function Line({ row, name, columns, table, measure, titleOf }: LineProps & { name: string }) {
  const { t } = useTranslation();
  const open: Filter = {
    member: table.categoryMember.replace(/\.[^.]*$/, '.kind'),
    operator: 'equals',
    values: ['open'],
  };
  return (
    <tr>
      <th scope="row">{name}</th>
      {columns.map((column) => (
        <td key={column.id} className="end">
          <Cell
            cell={row.cells[column.id]}
            form={table.form}
            measure={measure}
            open={[row.openFilter, column.openFilter]}
            won={[row.wonFilter, column.wonFilter]}
            label={`${name}, ${titleOf(column)}`}
          />
        </td>
      ))}
      <td className="end">
        <Cell
          cell={row.total}
          form={table.form}
          measure={measure}
          open={[row.openFilter, open]}
          label={`${name}, ${t('dashboards.total')}`}
        />
      </td>
    </tr>
  );
}

function CategoryLine({
  row,
  columns,
  table,
  measure,
  titleOf,
  category,
  title,
  of,
}: LineProps & { category: string; title: string; of: string }) {
  const filter: Filter = { member: table.categoryMember, operator: 'equals', values: [category] };
  return (
    <tr className="forecast-part">
      <th scope="row">{title}</th>
      {columns.map((column) => (
        <td key={column.id} className="end">
          <Sum
            sum={row.cells[column.id]?.categories[category]}
            form={table.form}
            measure={measure}
            filters={[row.openFilter, column.openFilter, filter]}
            label={`${of}, ${title}, ${titleOf(column)}`}
          />
        </td>
      ))}
      <td className="end">
        <Sum
          sum={row.total.categories[category]}
          form={table.form}
          measure={measure}
          filters={[row.openFilter, filter]}
          label={`${of}, ${title}`}
        />
      </td>
    </tr>
  );
}

type CellProps = {
  cell: ForecastCell | undefined;
  form: string;
  measure: ForecastMeasure;
  open: (Filter | null)[];
  won?: (Filter | null)[];
  label: string;
};

function Cell({ cell, form, measure, open, won, label }: CellProps) {
  const { t } = useTranslation();
  const format = useFormat();
  if (!cell || (cell.count === 0 && cell.won.count === 0)) return <span className="second">–</span>;
  const amount = format.moneyCompact(cell.won.amount);
  return (
    <>
      {cell.count > 0 && <Sum sum={cell} form={form} measure={measure} filters={open} label={label} />}
      {cell.won.count > 0 && (
        <small>
          {won ? (
            <OpenLink
              form={form}
              filters={won}
              title={format.money(cell.won.amount)}
              label={`${label}: ${t('forecast.wonIs', { amount })}`}
            >
              {t('forecast.wonIs', { amount })}
            </OpenLink>
          ) : (
            <span title={format.money(cell.won.amount)}>{t('forecast.wonIs', { amount })}</span>
          )}
        </small>
      )}
    </>
  );
}

type SumProps = {
  sum: ForecastSum | undefined;
  form: string;
  measure: ForecastMeasure;
  filters: (Filter | null)[];
  label: string;
};

/** The figure; where no record has an amount, how many records there are instead of a zero. */
function Sum({ sum, form, measure, filters, label }: SumProps) {
  const { t } = useTranslation();
  const format = useFormat();
  if (!sum || sum.count === 0) return <span className="second">–</span>;
  const records = t('forecast.records', { shown: format.number(sum.count), count: sum.count });
  const isBlank = sum.missing === sum.count;
  const shown = isBlank ? records : format.moneyCompact(sum[measure]);
  return (
    <>
      <OpenLink
        form={form}
        filters={filters}
        title={isBlank ? records : `${format.money(sum[measure])} · ${records}`}
        label={`${label}: ${shown}`}
      >
        {shown}
      </OpenLink>
      {sum.missing > 0 && <small>{t('forecast.missing', { shown: format.number(sum.missing), count: sum.missing })}</small>}
    </>
  );
}
