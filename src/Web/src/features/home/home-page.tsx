import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useId, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { homeQuery, type HomeSection } from '@/api/home';
import { useSession } from '@/api/session';
import { PageHeader } from '@/components/page-header';
import { Empty, Failed, Loading } from '@/components/states';
import { useText } from '@/lib/text';
import { TitlesContext } from '@/lib/titles';
import { useFormat } from '@/lib/use-format';
import { Attention } from './attention';
import { Changes } from './changes';
import { Checklist } from './checklist';
import { HomeWidgets } from './home-widgets';
import './home.css';
import { Todo } from './todo';

const Mentions = lazy(() => import('./mentions'));
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
          {data.sections.map((section, index) => (
            <Section key={index} section={section} />
          ))}
        </TitlesContext>
      )}
    </div>
  );
}

function Section({ section }: { section: HomeSection }) {
  switch (section.kind) {
    case 'todo':
      return <Part section={section}>{<Todo items={section.items} total={section.total} />}</Part>;
    case 'attention':
      return (
        <Part section={section} count={section.total}>
          <Attention section={section} />
        </Part>
      );
    case 'changes':
      return (
        <Part section={section}>
          <Changes section={section} />
        </Part>
      );
    case 'widgets':
      return (
        <Part section={section}>
          <HomeWidgets widgets={section.widgets} data={section.data} />
        </Part>
      );
    case 'mentions':
      return (
        <Suspense fallback={null}>
          <Mentions title={section.title} />
        </Suspense>
      );
    case 'checklist':
      return section.steps.every((step) => step.done) ? null : (
        <Part section={section}>
          <Checklist steps={section.steps} />
        </Part>
      );
  }
}

function Part({ section, count, children }: { section: HomeSection; count?: number; children: ReactNode }) {
  const text = useText();
  const format = useFormat();
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <header className="home-head">
        <h2 id={id}>{text(section.title, '')}</h2>
        {count !== undefined && count > 0 && <span className="second figure">{format.number(count)}</span>}
      </header>
      {children}
    </section>
  );
}
