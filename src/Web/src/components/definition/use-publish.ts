import { useQueryClient, type QueryKey } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ApiError } from '@/api/client';
import { publish, type DefinitionKind } from '@/api/definitions';
import { App } from '@/components/feedback';
import { useReport } from '@/components/use-report';
import type { DocumentStore } from './document-store';

export type PublishEnds = { onClose: () => void; onPublished: () => Promise<void>; onStale: () => void };
type Publishing<T, D> = PublishEnds & {
  store: DocumentStore<T, D>;
  kind: DefinitionKind;
  key: string;
  title: string;
  /** What is read anew afterwards, beside the versions. */
  changes: readonly QueryKey[];
  /** What must be done first; answers whether to go on. */
  before?: () => Promise<boolean>;
};

/** Publishes what is designed, with a note. Overtaken or refused, nothing is lost: the faults stand in the store. */
export function usePublish<T, D>({ store, kind, key, title, changes, before, onClose, onPublished, onStale }: Publishing<T, D>) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const report = useReport();
  const { message } = App.useApp();
  return async (note: string | undefined) => {
    try {
      if (before && !(await before())) return;
      const document = store.document();
      const version = await publish(kind, key, document, store.baseVersion, note);
      store.rebase(document, version);
      store.setFaults([]);
      await onPublished();
      await Promise.all([['versions', kind, key], ...changes].map((queryKey) => client.invalidateQueries({ queryKey })));
      void message.success(t('publish.done', { form: title }));
      onClose();
    } catch (error) {
      if (error instanceof ApiError && error.status === 409) onStale();
      else if (error instanceof ApiError && error.errors.length > 0) {
        store.setFaults(error.errors);
        onClose();
      } else report(error);
    }
  };
}
