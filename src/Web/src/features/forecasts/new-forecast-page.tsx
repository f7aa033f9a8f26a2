import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { forecastsQuery } from '@/api/forecasts';
import { formQuery, pipelinesQuery } from '@/api/forms';
import { useSession } from '@/api/session';
import type { Pipeline, Text } from '@/api/types';
import { NewDefinition } from '@/components/definition/new-definition';
import { PageHeader } from '@/components/page-header';
import { SettingRow } from '@/components/settings/setting-inputs';
import { Empty, Failed, Loading } from '@/components/states';
import { buildModel } from '@/lib/form-model';
import { currentLanguage, useText } from '@/lib/text';
import { newForecast } from './forecast-document';
import '@/components/definition/definition.css';
import '@/components/settings/settings.css';
import './forecasts.css';

/** A forecast begins as a draft with a name and the pipeline that it looks ahead on. */
export function NewForecastPage() {
  const { t } = useTranslation();
  const { can } = useSession();
  const { data, isError, error, refetch } = useQuery(pipelinesQuery);
  return (
    <div className="page new-forecast">
      <PageHeader title={t('forecasts.new')} />
      {!can['design'] ? (
        <Empty text={t('state.notAllowed')} />
      ) : isError && !data ? (
        <Failed error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Loading rows={4} />
      ) : data[0] === undefined ? (
        <Empty text={t('forecasts.noPipeline')}>
          <Link to="/build/pipelines/new">{t('pipelineDesign.new')}</Link>
        </Empty>
      ) : (
        <Beginning pipelines={data} first={data[0]} />
      )}
    </div>
  );
}

function Beginning({ pipelines, first }: { pipelines: Pipeline[]; first: Pipeline }) {
  const { t } = useTranslation();
  const text = useText();
  const client = useQueryClient();
  const [pipeline, setPipeline] = useState(first);
  const make = async (key: string, title: Text) => {
    const model = buildModel(await client.fetchQuery(formQuery(pipeline.form)), undefined, currentLanguage());
    return newForecast(key, title, pipeline, [...model.fields.values()]);
  };
  return (
    <NewDefinition
      kind="forecasts"
      fallback="forecast"
      taken={async () => [...(await client.fetchQuery(forecastsQuery)).map((forecast) => forecast.key), 'new']}
      make={make}
    >
      <SettingRow label={t('forecasts.pipeline')} help={t('forecasts.pipelineHelp')}>
        {(id) => (
          <Select
            id={id}
            className="fill"
            value={pipeline.key}
            options={pipelines.map((item) => ({ value: item.key, label: text(item.title, item.key) }))}
            onChange={(key: string) => setPipeline(pipelines.find((item) => item.key === key) ?? first)}
          />
        )}
      </SettingRow>
    </NewDefinition>
  );
}
