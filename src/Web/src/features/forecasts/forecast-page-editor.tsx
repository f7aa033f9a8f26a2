import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ForecastDocument } from '@/api/forecasts';
import { useSession } from '@/api/session';
import { DocumentStore } from '@/components/definition/document-store';
import { useOpened } from '@/components/definition/use-opened';
import { PageHeader } from '@/components/page-header';
import { Empty, Failed, Loading } from '@/components/states';
import { ForecastEditor } from './forecast-editor';
import '@/components/definition/definition.css';
import '@/components/settings/settings.css';
import './forecasts.css';

/** One forecast in its editor: the draft where there is one, else as it is published. */
export function ForecastPageEditor() {
  const { t } = useTranslation();
  const { key } = useParams({ from: '/app/build/forecasts/$key' });
  const { can } = useSession();
  if (can['design']) return <Loaded key={key} forecast={key} />;
  return (
    <div className="page">
      <PageHeader title={t('nav.build')} />
      <Empty text={t('state.notAllowed')} />
    </div>
  );
}

const begin = (document: ForecastDocument, published: ForecastDocument | null, version: number | null) =>
  new DocumentStore<ForecastDocument>(document, published, version);

function Loaded({ forecast }: { forecast: string }) {
  const { t } = useTranslation();
  const { opened, reading, isError, error, reload } = useOpened('forecasts', forecast, begin);
  if (opened)
    return (
      <div className="forecast-editor">
        <ForecastEditor key={reading} {...opened} onReload={reload} />
      </div>
    );
  return (
    <div className="page">
      <PageHeader title={t('nav.build')} />
      {isError ? (
        <Failed error={error} onRetry={reload} />
      ) : opened === undefined ? (
        <Loading rows={8} />
      ) : (
        <Empty text={t('forecasts.notThere')}>
          <Link to="/build">{t('designer.back')}</Link>
        </Empty>
      )}
    </div>
  );
}
