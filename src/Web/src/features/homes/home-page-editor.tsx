import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { HomeDocument } from '@/api/homes';
import { useSession } from '@/api/session';
import { Opening } from '@/components/definition/opening';
import { useOpened } from '@/components/definition/use-opened';
import { PageHeader } from '@/components/page-header';
import { Empty } from '@/components/states';
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
  const { opened, reading, ...question } = useOpened('homes', home, begin);
  if (!opened) return <Opening opened={opened} {...question} notThere={t('homes.notThere')} />;
  return (
    <div className="home-editor">
      <HomeEditor key={reading} {...opened} onReload={question.reload} />
    </div>
  );
}
