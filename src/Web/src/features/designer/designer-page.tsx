import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { readDefinition, readDraft } from '@/api/definitions';
import { useSession } from '@/api/session';
import type { FormDocument } from '@/api/types';
import { PageHeader } from '@/components/page-header';
import { Empty, Failed, Loading } from '@/components/states';
import { Designer } from './designer';
import { DesignerContext, DesignerStore } from './designer-store';
import { loadTypeSettings, SettingsContext } from './type-settings';
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

function LoadedDesigner({ form }: { form: string }) {
  const { t } = useTranslation();
  const loaded = useQuery({
    queryKey: ['designer', form],
    queryFn: async () => {
      const [published, draft, types] = await Promise.all([
        readDefinition<FormDocument>('forms', form),
        readDraft<FormDocument>('forms', form),
        loadTypeSettings(),
      ]);
      return { published, draft, types };
    },
    // What is open lives in the designer; a second look must not take its place.
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
  });
  const { data } = loaded;
  const store = useMemo(() => {
    const document = data?.draft?.document ?? data?.published?.document;
    if (!data || !document) return null;
    const base = data.draft ? data.draft.baseVersion : (data.published?.version ?? null);
    const made = new DesignerStore(document, data.published?.document ?? null, base);
    for (const key of Object.keys(document.properties)) if (!made.isPublished(key) && key.startsWith('field')) made.follow(key);
    return made;
  }, [data]);
  if (loaded.isError)
    return (
      <div className="page">
        <PageHeader title={form} />
        <Failed error={loaded.error} onRetry={() => void loaded.refetch()} />
      </div>
    );
  if (!data)
    return (
      <div className="page">
        <PageHeader title={t('nav.build')} />
        <Loading rows={6} />
      </div>
    );
  if (!store)
    return (
      <div className="page">
        <PageHeader title={t('nav.build')} />
        <Empty text={t('designer.noForm')}>
          <Link to="/build">{t('designer.back')}</Link>
        </Empty>
      </div>
    );
  return (
    <SettingsContext value={data.types}>
      <DesignerContext value={store}>
        <Designer
          key={loaded.dataUpdatedAt}
          form={form}
          revision={data.draft?.revision ?? null}
          currentVersion={data.published?.version ?? null}
          onReload={() => void loaded.refetch()}
        />
      </DesignerContext>
    </SettingsContext>
  );
}
