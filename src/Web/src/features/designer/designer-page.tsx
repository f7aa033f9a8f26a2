import { queryOptions, useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '@/api/session';
import type { FormDocument } from '@/api/types';
import { useOpened } from '@/components/definition/use-opened';
import { PageHeader } from '@/components/page-header';
import { Empty, Failed, Loading } from '@/components/states';
import { Designer } from './designer';
import { DesignerContext, DesignerStore } from './designer-store';
import { loadTypeSettings, SettingsContext } from './type-settings';
import { targetOf } from './use-fault-place';
import '@/components/definition/definition.css';
import '@/components/settings/settings.css';
import './designer.css';

/** One form in the designer: its draft where there is one, else as it is published. */
export function DesignerPage() {
  const { t } = useTranslation();
  const { form } = useParams({ from: '/app/build/forms/$form' });
  const { can } = useSession();
  if (!can['design'])
    return (
      <div className="page">
        <PageHeader title={t('nav.build')} />
        <Empty text={t('state.notAllowed')} />
      </div>
    );
  return <LoadedDesigner key={form} form={form} />;
}

function begin(document: FormDocument, published: FormDocument | null, version: number | null) {
  const store = new DesignerStore(document, published, version);
  for (const key of Object.keys(document.properties)) if (!store.isPublished(key) && key.startsWith('field')) store.follow(key);
  return store;
}

const typesQuery = queryOptions({ queryKey: ['type-settings'], queryFn: loadTypeSettings, staleTime: Infinity });

function LoadedDesigner({ form }: { form: string }) {
  const { t } = useTranslation();
  const { opened, reading, isError, error, reload } = useOpened('forms', form, begin);
  const types = useQuery(typesQuery);
  const { at } = useSearch({ from: '/app/build/forms/$form' });
  const store = opened?.store;
  // Whoever comes for a place finds it selected.
  useEffect(() => {
    if (store && at) store.select(targetOf(at, store.doc()));
  }, [store, at]);
  if (opened && types.data)
    return (
      <SettingsContext value={types.data}>
        <DesignerContext value={opened.store}>
          <Designer key={reading} form={form} revision={opened.revision} currentVersion={opened.current} onReload={reload} />
        </DesignerContext>
      </SettingsContext>
    );
  const failure = isError ? error : types.error;
  return (
    <div className="page">
      <PageHeader title={failure ? form : t('nav.build')} />
      {failure ? (
        <Failed
          error={failure}
          onRetry={() => {
            reload();
            void types.refetch();
          }}
        />
      ) : opened === null ? (
        <Empty text={t('designer.noForm')}>
          <Link to="/build">{t('designer.back')}</Link>
        </Empty>
      ) : (
        <Loading rows={6} />
      )}
    </div>
  );
}
