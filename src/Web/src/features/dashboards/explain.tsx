import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { metricsQuery, type DateRangeJson, type Measure, type NamedMetric, type ReportData } from '@/api/reports';
import { FilterText, useRelativeText } from '@/components/filter/filter-text';
import { useMembers } from '@/components/filter/use-members';
import { formatDate } from '@/lib/dates';
import { useText } from '@/lib/text';
import { useFormat } from '@/lib/use-format';
import { toDraft } from './builder/draft';
import { definitionOf, metricDraft } from './builder/metric-draft';
import { useNames } from './builder/use-names';
import { capital, measureWords, type Names } from './builder/words';
import './explain.css';

type MetricProps = { metric: NamedMetric; names: Names; members: ReturnType<typeof useMembers> };

/** How a named figure is computed: what it is, and of each part of it which records count. */
function MetricWords({ metric, names, members }: MetricProps) {
  const { t } = useTranslation();
  const work = metricDraft(metric);
  const { measures, result } = definitionOf(work);
  const figure = measures.find((item) => item.id === result);
  if (!figure) return null;
  const words = (measure: Measure) => measureWords(measure, measures, names);
  return (
    <span className="second">
      {' '}
      = {words({ ...figure, label: undefined })}
      {measures.map(
        (measure) =>
          measure.filters && (
            <span key={measure.id}>
              {' · '}
              {measures.length > 1 && `${words(measure)}: `}
              {t('builder.onlyThose')} <FilterText filter={measure.filters} members={members} />
            </span>
          ),
      )}
    </span>
  );
}

/** What a figure is made of, in words; for administrators the statements too. */
export function Explain({ data }: { data: ReportData }) {
  const { t } = useTranslation();
  const text = useText();
  const { language } = useFormat();
  const phrase = useRelativeText();
  const { query } = data;
  const members = useMembers(query.source);
  const names = useNames(query.source, members)[0];
  const metrics = useQuery(metricsQuery).data;
  if (!names) return null;
  const draft = toDraft(query, 'table');
  const rangeText = (range: DateRangeJson) => {
    if ('relative' in range) return phrase(range.relative);
    if ('unit' in range) return phrase(range);
    return [range.from, range.to].map((day) => (day ? formatDate(day, language) : '…')).join(' – ');
  };
  const groups = [...(query.dimensions ?? []), ...(query.timeDimensions ?? []).filter((item) => item.granularity)];
  const spans = (query.timeDimensions ?? []).filter((item) => item.dateRange);
  return (
    <div className="explain">
      <dl>
        <dt>{t('explain.of')}</dt>
        <dd>{capital(names.records)}</dd>
        {draft.show.length > 0 && <dt>{t('builder.well.show')}</dt>}
        {draft.show.map((measure) => {
          const metric = metrics?.find((item) => item.key === measure.metric);
          return (
            <dd key={measure.id}>
              {measureWords(measure, draft.show, names)}
              {measure.label &&
                !measure.metric &&
                measureWords({ ...measure, label: undefined }, draft.show, names) !==
                  measureWords(measure, draft.show, names) && (
                  <span className="second"> = {measureWords({ ...measure, label: undefined }, draft.show, names)}</span>
                )}
              {measure.filters && (
                <span className="second">
                  {' '}
                  · {t('builder.onlyThose')} <FilterText filter={measure.filters} members={members} />
                </span>
              )}
              {metric && <span className="second"> · {text(metric.description) || t('explain.metric')}</span>}
              {metric && <MetricWords metric={metric} names={names} members={members} />}
            </dd>
          );
        })}
        {groups.length > 0 && <dt>{t('builder.well.by')}</dt>}
        {groups.map((group) => (
          <dd key={group.id}>
            {names.member(group.field)}
            {'granularity' in group && group.granularity ? ` · ${t(`builder.each.${group.granularity}`)}` : ''}
          </dd>
        ))}
        {(query.filters || spans.length > 0) && <dt>{t('builder.well.only')}</dt>}
        {query.filters && (
          <dd>
            <FilterText filter={query.filters} members={members} />
          </dd>
        )}
        {spans.map((span) => (
          <dd key={span.id}>
            {names.member(span.field)}: {span.dateRange && rangeText(span.dateRange)}
          </dd>
        ))}
        <dt>{t('explain.access')}</dt>
        <dd>{t('explain.yours')}</dd>
      </dl>
      {data.sql && (
        <details>
          <summary>SQL</summary>
          <pre tabIndex={0}>{data.sql}</pre>
        </details>
      )}
    </div>
  );
}
