import { useTranslation } from 'react-i18next';
import type { Job } from '@/api/jobs';
import { useFormat } from '@/lib/use-format';

const figures = ['created', 'updated', 'unchanged', 'rejected', 'unmatched'] as const;

/** Created, updated and so on in large figures; what is nothing and normal stays out. */
export function JobFigures({ job }: { job: Job }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <dl className="import-figures">
      {figures
        .filter((key) => key !== 'unchanged' || (job.unchanged ?? 0) > 0)
        .map((key) => (
          <div key={key} className={(key === 'rejected' || key === 'unmatched') && (job[key] ?? 0) > 0 ? 'warn' : undefined}>
            <dt>{t(`import.figure.${key}`)}</dt>
            <dd className="figure">{format.number(job[key] ?? 0)}</dd>
          </div>
        ))}
    </dl>
  );
}

/** The first problems, row by row. */
export function RowProblems({ job }: { job: Job }) {
  const { t } = useTranslation();
  const format = useFormat();
  const problems = job.problems ?? [];
  if (problems.length === 0) return null;
  return (
    <section className="import-part">
      <h2>{t('import.problems', { count: problems.length })}</h2>
      <div className="import-rows" tabIndex={0} role="group" aria-label={t('import.problems', { count: problems.length })}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('import.row')}</th>
              <th scope="col">{t('import.column')}</th>
              <th scope="col">{t('import.value')}</th>
              <th scope="col">{t('import.reason')}</th>
            </tr>
          </thead>
          <tbody>
            {problems.map((problem, index) => (
              <tr key={index}>
                <td className="figure">{format.number(problem.row)}</td>
                <td>{problem.column}</td>
                <td>{problem.value === null || problem.value === undefined ? '' : String(problem.value)}</td>
                <td>{problem.message}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
