import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { draftsQuery, isDraftOf, writeDraft } from '@/api/definitions';
import { forecastsQuery } from '@/api/forecasts';
import { formQuery, pipelinesQuery } from '@/api/forms';
import { useSession } from '@/api/session';
import type { Pipeline, Text } from '@/api/types';
import { PageHeader } from '@/components/page-header';
import { SettingRow } from '@/components/settings/setting-inputs';
import { TextPair } from '@/components/settings/text-pair';
import { Empty, Failed, Loading } from '@/components/states';
import { useReport } from '@/components/use-report';
import { buildModel } from '@/lib/form-model';
import { freeKey, keyFromLabel } from '@/lib/keys';
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
      ) : data.length === 0 ? (
        <Empty text={t('forecasts.noPipeline')}>
          <Link to="/build/pipelines/new">{t('pipelineDesign.new')}</Link>
        </Empty>
      ) : (
        <Beginning pipelines={data} />
      )}
    </div>
  );
}

function Beginning({ pipelines }: { pipelines: Pipeline[] }) {
  const { t } = useTranslation();
  const text = useText();
  const navigate = useNavigate();
  const client = useQueryClient();
  const report = useReport();
  const [title, setTitle] = useState<Text>({});
  const [pipeline, setPipeline] = useState(pipelines[0]);
  const [isBeginning, setBeginning] = useState(false);
  const label = title.en || title['zh-CN'] || '';
  const begin = async (chosen: Pipeline) => {
    setBeginning(true);
    try {
      const drafts = (await client.fetchQuery(draftsQuery)).filter((draft) => isDraftOf(draft, 'forecasts'));
      const forecasts = await client.fetchQuery(forecastsQuery);
      const taken = new Set([...forecasts, ...drafts].map((forecast) => forecast.key).concat('new'));
      const key = freeKey(await keyFromLabel(label), taken, 'forecast');
      const model = buildModel(await client.fetchQuery(formQuery(chosen.form)), undefined, currentLanguage());
      const document = newForecast(key, title, chosen, [...model.fields.values()]);
      await writeDraft('forecasts', key, { document, baseVersion: null }, null);
      await client.invalidateQueries({ queryKey: draftsQuery.queryKey });
      await navigate({ to: '/build/forecasts/$key', params: { key } });
    } catch (error) {
      report(error);
      setBeginning(false);
    }
  };
  return (
    <form
      className="settings-body"
      onSubmit={(event) => {
        event.preventDefault();
        if (label && pipeline) void begin(pipeline);
      }}
    >
      <TextPair isName label={t('homes.title')} value={title} onChange={setTitle} />
      <SettingRow label={t('forecasts.pipeline')} help={t('forecasts.pipelineHelp')}>
        {(id) => (
          <Select
            id={id}
            className="fill"
            value={pipeline?.key}
            options={pipelines.map((item) => ({ value: item.key, label: text(item.title, item.key) }))}
            onChange={(key: string) => setPipeline(pipelines.find((item) => item.key === key))}
          />
        )}
      </SettingRow>
      <div className="setting-actions">
        <Button type="primary" htmlType="submit" disabled={!label} loading={isBeginning}>
          {t('homes.begin')}
        </Button>
        <Link to="/build">
          <Button tabIndex={-1}>{t('common.cancel')}</Button>
        </Link>
      </div>
    </form>
  );
}
