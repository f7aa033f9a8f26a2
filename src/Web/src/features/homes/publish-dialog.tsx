import { homeQuery } from '@/api/home';
import { homesQuery } from '@/api/homes';
import { PublishDrawer } from '@/components/definition/publish-drawer';
import { usePublish, type PublishEnds } from '@/components/definition/use-publish';
import { useText } from '@/lib/text';
import type { HomeStore } from './home-store';
import { useHomeWords } from './use-home-words';

/** What publishing changes in words; overtaken or refused, nothing is lost. */
export function PublishDialog({ store, ...ends }: PublishEnds & { store: HomeStore }) {
  const text = useText();
  const words = useHomeWords();
  const document = store.document();
  const publish = usePublish({
    ...ends,
    store,
    kind: 'homes',
    key: document.key,
    title: text(document.title, document.key),
    changes: [homesQuery.queryKey, homeQuery.queryKey],
  });
  return <PublishDrawer sentences={words(store.published, document)} onPublish={publish} onClose={ends.onClose} />;
}
