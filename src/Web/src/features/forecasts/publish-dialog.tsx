import { forecastsQuery, type ForecastDocument } from '@/api/forecasts';
import type { DocumentStore } from '@/components/definition/document-store';
import { PublishDrawer } from '@/components/definition/publish-drawer';
import { usePublish, type PublishEnds } from '@/components/definition/use-publish';
import { useText } from '@/lib/text';
import { useForecastWords } from './use-forecast-words';

/** What publishing changes in words; overtaken or refused, nothing is lost. */
export function PublishDialog({ store, ...ends }: PublishEnds & { store: DocumentStore<ForecastDocument> }) {
  const text = useText();
  const words = useForecastWords();
  const document = store.document();
  const publish = usePublish({
    ...ends,
    store,
    kind: 'forecasts',
    key: document.key,
    title: text(document.title, document.key),
    changes: [forecastsQuery.queryKey],
  });
  return <PublishDrawer sentences={words(store.published, document)} onPublish={publish} onClose={ends.onClose} />;
}
