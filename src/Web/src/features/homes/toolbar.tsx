import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { deleteDefinition, readDefinition } from '@/api/definitions';
import { homeQuery } from '@/api/home';
import { homesQuery, type HomeDocument } from '@/api/homes';
import { DesignBar } from '@/components/definition/design-bar';
import { useStored } from '@/components/definition/document-store';
import type { Work } from '@/components/definition/use-work';
import { App } from '@/components/feedback';
import { useReport } from '@/components/use-report';
import { useText } from '@/lib/text';
import type { HomeDraft } from './home-document';
import type { HomeStore } from './home-store';
import { ViewAs } from './view-as';

type Props = { store: HomeStore; work: Work<HomeDraft, HomeDocument>; onVersions: () => void; onPublish: () => void };

/** The strip above a home page, with a look through other eyes and deleting. */
export function Toolbar({ store, work, onVersions, onPublish }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const client = useQueryClient();
  const navigate = useNavigate();
  const report = useReport();
  const { modal } = App.useApp();
  const document = useStored(store, (it) => it.doc().document);
  const isPublished = useStored(store, (it) => it.published !== null);
  const { key } = document;
  const askDelete = () =>
    void modal.confirm({
      title: t('homes.deleteAsk', { title: text(document.title, key) }),
      content: t('homes.deleteHint'),
      icon: null,
      okText: t('common.delete'),
      okButtonProps: { danger: true },
      cancelText: t('common.cancel'),
      onOk: async () => {
        try {
          const now = await readDefinition<HomeDocument>('homes', key);
          if (now) await deleteDefinition('homes', key, now.version);
          await work.discard();
          await navigate({ to: '/build' });
          await Promise.all([
            client.invalidateQueries({ queryKey: homesQuery.queryKey }),
            client.invalidateQueries({ queryKey: homeQuery.queryKey }),
          ]);
        } catch (error) {
          report(error);
        }
      },
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
