import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { HomeDocument } from '@/api/homes';
import { useSession } from '@/api/session';
import { useOpened } from '@/components/definition/use-opened';
import { PageHeader } from '@/components/page-header';
import { Empty, Failed, Loading } from '@/components/states';
import { HomeEditor } from './home-editor';
import { HomeStore } from './home-store';
import '@/components/definition/definition.css';
import '@/components/settings/settings.css';
import './homes.css';

/** One home page in its editor: the draft where there is one, else as it is published. */
export function HomePageEditor() {
  const { t } = useTranslation();
  const { key } = useParams({ from: '/app/build/homes/$key' });
  const { can } = useSession();
  if (!can['design'])
    return (
      <div className="page">
        <PageHeader title={t('nav.build')} />
        <Empty text={t('state.notAllowed')} />
      </div>
    );
  return <Loaded key={key} home={key} />;
}

const begin = (document: HomeDocument, published: HomeDocument | null, version: number | null) =>
  new HomeStore(document, published, version);

function Loaded({ home }: { home: string }) {
  const { t } = useTranslation();
  const { opened, reading, isError, error, reload } = useOpened('homes', home, begin);
  if (opened)
    return (
      <div className="home-editor">
        <HomeEditor key={reading} {...opened} onReload={reload} />
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
        <Empty text={t('homes.notThere')}>
          <Link to="/build">{t('designer.back')}</Link>
        </Empty>
      )}
    </div>
  );
}
