import { Link } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useFormInfo } from '@/api/forms';
import type { ReportColumn, ReportData, WidgetOptions } from '@/api/reports';
import { fullValue, groupLabel } from './cells';
import { isNumeric } from './cells';
import { useStageDot } from './use-stage-dot';
import { useWords } from './use-words';

const CreateFor = lazy(() => import('./create-for'));

type Props = { data: ReportData; title: string; options?: WidgetOptions };

/** Records one by one: each opens, and may offer to create what belongs to it. */
export function RecordsTable({ data, title, options }: Props) {
  const create = options?.create;
  const info = useFormInfo(create?.form ?? '');
  const shown = create !== undefined && info?.can.create === true;
  return (
    <div className="report-table" tabIndex={0} role="group" aria-label={title}>
      <table>
        <thead>
          <tr>
            {data.columns.map((column) => (
              <th key={column.id} scope="col" className={isNumeric(column) ? 'end' : undefined}>
                {column.label}
              </th>
            ))}
            {shown && <td />}
          </tr>
        </thead>
        <tbody>
          {data.rows.map((row) => (
            <tr key={String(row[0])}>
              {data.columns.map((column, index) => (
                <RecordCell key={column.id} column={column} value={row[index]} query={data.query} />
              ))}
              {shown && (
                <td className="end">
                  <Suspense fallback={null}>
                    <CreateFor
                      source={data.query.source}
                      id={Number(row[0])}
                      create={create}
                      name={String(data.columns[0]?.labels?.[String(row[0])] ?? '')}
                    />
                  </Suspense>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function RecordCell({ column, value, query }: { column: ReportColumn; value: unknown; query: ReportData['query'] }) {
  const words = useWords();
  const dot = useStageDot(query);
  if (column.form && column.id === 'id')
    return (
      <th scope="row">
        <Link to="/f/$form/$id" params={{ form: column.form, id: String(value) }}>
          {groupLabel(value, column, words)}
        </Link>
      </th>
    );
  if (isNumeric(column)) return <td className="end figure">{fullValue(value, column, words)}</td>;
  return (
    <td>
      <span className="choice">
        {column.type === 'stage' && <i className="dot" style={{ background: dot(column, value) }} />}
        {groupLabel(value, column, words)}
      </span>
    </td>
  );
}
