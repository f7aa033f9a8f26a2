import { rolesQuery, type RoleDocument } from '@/api/roles';
import type { DocumentStore } from '@/components/definition/document-store';
import { PublishDrawer } from '@/components/definition/publish-drawer';
import { usePublish, type PublishEnds } from '@/components/definition/use-publish';
import { useText } from '@/lib/text';
import { useRoleWords } from './use-role-words';

/** What publishing changes in words; it holds from the next request of everybody who has the role. */
export function PublishDialog({ store, ...ends }: PublishEnds & { store: DocumentStore<RoleDocument> }) {
  const text = useText();
  const words = useRoleWords();
  const role = store.document();
  const publish = usePublish({
    ...ends,
    store,
    kind: 'roles',
    key: role.key,
    title: text(role.title, role.key),
    changes: [rolesQuery.queryKey, ['forms']],
  });
  return <PublishDrawer sentences={words(store.published, role)} onPublish={publish} onClose={ends.onClose} />;
}
