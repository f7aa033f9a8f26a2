import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { homeQuery } from '@/api/home';
import { useSession } from '@/api/session';
import { HomeSections } from '@/components/home/home-sections';
import { PageHeader } from '@/components/page-header';
import { Empty, Failed, Loading } from '@/components/states';
import { TitlesContext } from '@/lib/titles';

const SampleNotice = lazy(() => import('@/components/sample-notice'));

/** What a person's roles make their first page of: what is due, what needs them, what changed, how far they are. */
export function HomePage() {
  const { t } = useTranslation();
  const { user, can } = useSession();
  const { data, isError, error, refetch } = useQuery(homeQuery);
  return (
    <div className="page home">
      <PageHeader title={t('nav.home')} />
      {user.roles.includes('admin') && (
        <Suspense fallback={null}>
          <SampleNotice />
        </Suspense>
      )}
      {isError ? (
        <Failed error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Loading rows={8} />
      ) : data.sections.length === 0 ? (
        can['design'] ? (
          <Empty text={t('home.emptyBuild')}>
            <Link to="/build/forms/new">{t('build.newForm')}</Link>
            <Link to="/settings/templates">{t('nav.templates')}</Link>
          </Empty>
        ) : (
          <Empty text={t('home.empty')} />
        )
      ) : (
        <TitlesContext value={data.titles}>
          <HomeSections sections={data.sections} />
        </TitlesContext>
      )}
    </div>
  );
}
