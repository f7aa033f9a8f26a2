import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ForecastDocument } from '@/api/forecasts';
import { useSession } from '@/api/session';
import { DocumentStore } from '@/components/definition/document-store';
import { Opening } from '@/components/definition/opening';
import { useOpened } from '@/components/definition/use-opened';
import { PageHeader } from '@/components/page-header';
import { Empty } from '@/components/states';
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
  const { opened, reading, ...question } = useOpened('forecasts', forecast, begin);
  if (!opened) return <Opening opened={opened} {...question} notThere={t('forecasts.notThere')} />;
  return (
    <div className="forecast-editor">
      <ForecastEditor key={reading} {...opened} onReload={question.reload} />
    </div>
  );
}
