import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { readDefinition, readDraft } from '@/api/definitions';
import type { HomeDocument } from '@/api/homes';
import { useSession } from '@/api/session';
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

function Loaded({ home }: { home: string }) {
  const { t } = useTranslation();
  const loaded = useQuery({
    queryKey: ['home-editor', home],
    queryFn: async () => {
      const [published, draft] = await Promise.all([
        readDefinition<HomeDocument>('homes', home),
        readDraft<HomeDocument>('homes', home),
      ]);
      return { published, draft };
    },
    // What is open lives in the editor; a second look must not take its place.
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
  });
  const { data } = loaded;
  const store = useMemo(() => {
    const document = data?.draft?.document ?? data?.published?.document;
    if (!data || !document) return null;
    const base = data.draft ? data.draft.baseVersion : (data.published?.version ?? null);
    return new HomeStore(document, data.published?.document ?? null, base);
  }, [data]);
  if (data && store)
    return (
      <div className="home-editor">
        <HomeEditor
          key={loaded.dataUpdatedAt}
          store={store}
          revision={data.draft?.revision ?? null}
          current={data.published?.version ?? null}
          onReload={() => void loaded.refetch()}
        />
      </div>
    );
  return (
    <div className="page">
      <PageHeader title={t('nav.build')} />
      {loaded.isError ? (
        <Failed error={loaded.error} onRetry={() => void loaded.refetch()} />
      ) : data === undefined ? (
        <Loading rows={8} />
      ) : (
        <Empty text={t('homes.notThere')}>
          <Link to="/build">{t('designer.back')}</Link>
        </Empty>
      )}
    </div>
  );
}
