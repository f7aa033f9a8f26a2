import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { readDefinition } from '@/api/definitions';
import type { HomeDocument } from '@/api/homes';
import { useSession } from '@/api/session';
import { PageHeader } from '@/components/page-header';
import { Empty, Failed, Loading } from '@/components/states';
import { useText } from '@/lib/text';
import { HomeEditor } from './home-editor';
import '@/components/definition/definition.css';
import '@/components/settings/settings.css';
import './homes.css';

/** One home page, to be changed by who designs. */
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
  const text = useText();
  const navigate = useNavigate();
  const { data, isError, error, refetch } = useQuery({
    queryKey: ['home-editor', home],
    queryFn: () => readDefinition<HomeDocument>('homes', home),
    // What is open lives in the editor; a second look must not take its place.
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
  });
  if (data)
    return (
      <div className="home-editor">
        <PageHeader title={text(data.document.title, home)} />
        <HomeEditor document={data.document} version={data.version} onGone={() => void navigate({ to: '/build' })} />
      </div>
    );
  return (
    <div className="page">
      <PageHeader title={t('nav.build')} />
      {isError ? (
        <Failed error={error} onRetry={() => void refetch()} />
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
