import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ApiError } from '@/api/client';
import { publish } from '@/api/definitions';
import { homeQuery } from '@/api/home';
import { homesQuery } from '@/api/homes';
import { PublishDrawer } from '@/components/definition/publish-drawer';
import { App } from '@/components/feedback';
import { useReport } from '@/components/use-report';
import { useText } from '@/lib/text';
import type { HomeStore } from './home-store';
import { useHomeWords } from './use-home-words';

type Props = { store: HomeStore; onClose: () => void; onPublished: () => Promise<void>; onStale: () => void };

/** What publishing changes in words; overtaken or refused, nothing is lost. */
export function PublishDialog({ store, onClose, onPublished, onStale }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const client = useQueryClient();
  const report = useReport();
  const { message } = App.useApp();
  const words = useHomeWords();
  const document = store.document();
  const { key } = document;
  const go = async (note: string | undefined) => {
    try {
      const version = await publish('homes', key, document, store.baseVersion, note);
      store.rebase(document, version);
      store.setFaults([]);
      await onPublished();
      await Promise.all([
        client.invalidateQueries({ queryKey: homesQuery.queryKey }),
        client.invalidateQueries({ queryKey: homeQuery.queryKey }),
        client.invalidateQueries({ queryKey: ['versions', 'homes', key] }),
      ]);
      void message.success(t('publish.done', { form: text(document.title, key) }));
      onClose();
    } catch (error) {
      if (error instanceof ApiError && error.status === 409) onStale();
      else if (error instanceof ApiError && error.errors.length > 0) {
        store.setFaults(error.errors);
        onClose();
      } else report(error);
    }
  };
  return <PublishDrawer sentences={words(store.published, document)} onPublish={go} onClose={onClose} />;
}
