import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormInfo } from '@/api/forms';
import { pageQuery } from '@/api/records';
import { dashboardsQuery } from '@/api/reports';
import type { Filter, Pipeline } from '@/api/types';
import { Loading } from '@/components/states';
import { useReason } from '@/components/use-report';
import { useFormModel } from '@/lib/form-model';
import { currentLanguage, formPlural } from '@/lib/text';
import { useFormat } from '@/lib/use-format';

/** My open records of one pipeline: how many, how much, how much by probability. */
export function PipelineCard({ pipeline }: { pipeline: Pipeline }) {
  const { t } = useTranslation();
  const format = useFormat();
  const reason = useReason();
  const info = useFormInfo(pipeline.form);
  const model = useFormModel(pipeline.form);
  const hasDashboards = (useQuery(dashboardsQuery).data?.length ?? 0) > 0;
  const mine = { member: 'owner', operator: 'equals', values: ['@me'] } satisfies Filter;
  const open = { member: `${pipeline.field}.kind`, operator: 'equals', values: ['open'] } satisfies Filter;
  const { amountField, weightedField } = pipeline;
  const totals = [amountField, weightedField].filter((key) => key !== undefined && model?.fields.has(key)).join(',');
  const { data, isError, error } = useQuery({
    ...pageQuery(pipeline.form, { filter: { and: [mine, open] }, limit: 1, count: true, totals: totals || undefined }),
    enabled: info?.can.read === true && model !== undefined,
  });
  if (info && !info.can.read) return null;
  const name = formPlural(info, currentLanguage());
  const amount = amountField ? data?.totals?.[amountField] : undefined;
  const weighted = weightedField ? data?.totals?.[weightedField] : undefined;
  const label = (key: string | undefined) => (key ? (model?.fields.get(key)?.label ?? key) : '');
  const missing = amount?.missing ?? 0;
  return (
    <article className="card home-card">
      <h3>{name}</h3>
      {isError ? (
        <p className="second">{reason(error)}</p>
      ) : !data ? (
        <Loading rows={2} />
      ) : (
        <dl>
          <div>
            <dt>{t('home.open')}</dt>
            <dd className="figure">
              <Link to="/f/$form" params={{ form: pipeline.form }} search={{ filter: { and: [mine, open] } }}>
                {format.number(data.total ?? 0)}
              </Link>
            </dd>
          </div>
          {amount && (
            <div>
              <dt>{label(amountField)}</dt>
              <dd className="figure" title={format.money(amount.sum ?? 0)}>
                {format.moneyCompact(amount.sum ?? 0)}
              </dd>
              {missing > 0 && amountField && (
                <dd className="home-missing">
                  <Link
                    to="/f/$form"
                    params={{ form: pipeline.form }}
                    search={{ filter: { and: [mine, open, { member: amountField, operator: 'notSet' }] } }}
                  >
                    {t('dashboards.missing', {
                      shown: format.number(missing),
                      field: label(amountField).toLocaleLowerCase(format.language),
                    })}
                  </Link>
                </dd>
              )}
            </div>
          )}
          {weighted && (
            <div>
              <dt>{label(weightedField)}</dt>
              <dd className="figure" title={format.money(weighted.sum ?? 0)}>
                {format.moneyCompact(weighted.sum ?? 0)}
              </dd>
            </div>
          )}
        </dl>
      )}
      <p className="home-links">
        <Link to="/f/$form/board" params={{ form: pipeline.form }} search={{ filter: { and: [mine] } }}>
          {t('nav.board')}
        </Link>
        {hasDashboards && <Link to="/dashboards">{t('home.dashboard')}</Link>}
      </p>
    </article>
  );
}
