import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useDrafts } from '@/api/definitions';
import { forecastsQuery } from '@/api/forecasts';
import { Empty, Failed, Loading } from '@/components/states';
import { useText } from '@/lib/text';
import { UnpublishedLine } from './unpublished-line';

/** All forecasts, those that are only designed so far last. */
export function ForecastsSection() {
  const { t } = useTranslation();
  const text = useText();
  const { data, isError, error, refetch } = useQuery(forecastsQuery);
  const drafts = useDrafts('forecasts');
  const drafted = new Set(drafts.map((draft) => draft.key));
  const unpublished = drafts.filter((draft) => data && !data.some((forecast) => forecast.key === draft.key));
  return (
    <section className="build-section" aria-labelledby="build-forecasts">
      <div className="build-head">
        <h2 id="build-forecasts">{t('build.forecasts')}</h2>
        <span className="grow" />
        <Link to="/build/forecasts/new">
          <Button icon={<Plus size={16} />} tabIndex={-1}>
            {t('forecasts.new')}
          </Button>
        </Link>
      </div>
      {isError && <Failed error={error} onRetry={() => void refetch()} />}
      {!data && !isError && <Loading rows={2} />}
      {data?.length === 0 && unpublished.length === 0 && <Empty text={t('build.noForecasts')} />}
      <ul className="build-list">
        {data?.map((forecast) => (
          <li key={forecast.key}>
            <Link to="/build/forecasts/$key" params={{ key: forecast.key }}>
              <strong>{text(forecast.title, forecast.key)}</strong>
            </Link>
            <span />
            <span />
            <span>{drafted.has(forecast.key) && <em className="draft-mark">{t('build.draft')}</em>}</span>
            <Link
              to="/forecasts/$key"
              params={{ key: forecast.key }}
              aria-label={t('build.openForecastOf', { forecast: text(forecast.title, forecast.key) })}
            >
              {t('build.openDashboard')}
            </Link>
          </li>
        ))}
        {unpublished.map((draft) => (
          <UnpublishedLine key={draft.key}>
            <Link to="/build/forecasts/$key" params={{ key: draft.key }}>
              <strong>{draft.key}</strong>
            </Link>
          </UnpublishedLine>
        ))}
      </ul>
    </section>
  );
}
