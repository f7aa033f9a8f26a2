import { useTranslation } from 'react-i18next';
import { homeQuery } from '@/api/home';
import { homesQuery, type HomeDocument } from '@/api/homes';
import { DesignBar } from '@/components/definition/design-bar';
import { useStored } from '@/components/definition/document-store';
import { useDelete } from '@/components/definition/use-delete';
import type { Work } from '@/components/definition/use-work';
import { useText } from '@/lib/text';
import type { HomeDraft } from './home-document';
import type { HomeStore } from './home-store';
import { ViewAs } from './view-as';

type Props = { store: HomeStore; work: Work<HomeDraft, HomeDocument>; onVersions: () => void; onPublish: () => void };

/** The strip above a home page, with a look through other eyes and deleting. */
export function Toolbar({ store, work, onVersions, onPublish }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const document = useStored(store, (it) => it.doc().document);
  const isPublished = useStored(store, (it) => it.published !== null);
  const { key } = document;
  const askDelete = useDelete({
    work,
    title: t('homes.deleteAsk', { title: text(document.title, key) }),
    hint: t('homes.deleteHint'),
    to: '/build',
    changes: [homesQuery.queryKey, homeQuery.queryKey],
  });
  return (
    <DesignBar
      store={store}
      work={work}
      back={{ to: '/build', label: t('nav.build') }}
      menu={isPublished ? [{ key: 'delete', label: t('homes.delete'), danger: true, onClick: askDelete }] : []}
      onVersions={onVersions}
      onPublish={onPublish}
    >
      {isPublished && <ViewAs roles={document.roles ?? []} disabled={work.state !== 'none'} />}
    </DesignBar>
  );
}
