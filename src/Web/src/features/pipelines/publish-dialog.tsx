import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '@/api/client';
import { publish } from '@/api/definitions';
import { PublishDrawer } from '@/components/definition/publish-drawer';
import { App } from '@/components/feedback';
import { useReport } from '@/components/use-report';
import { useText } from '@/lib/text';
import { usePipelineDesign } from './pipeline-context';
import { removedStages } from './pipeline-document';
import { Relocation } from './relocation';
import { usePipelineWords } from './use-pipeline-words';

type Props = { onClose: () => void; onPublished: () => Promise<void>; onStale: () => void };

/** What publishing changes in words; records of stages that go are given a place first. */
export function PublishDialog({ onClose, onPublished, onStale }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const { store, counts } = usePipelineDesign();
  const client = useQueryClient();
  const report = useReport();
  const { message } = App.useApp();
  const words = usePipelineWords();
  const [doc] = useState(() => store.doc());
  const full = removedStages(store.published, doc).filter((stage) => (counts.get(stage.key) ?? 0) > 0);

  const go = async (note: string | undefined) => {
    try {
      const version = await publish('pipelines', doc.key, doc, store.baseVersion, note);
      store.rebase(doc, version);
      store.setFaults([]);
      await onPublished();
      await Promise.all([
        client.invalidateQueries({ queryKey: ['pipelines'] }),
        client.invalidateQueries({ queryKey: ['versions', 'pipelines', doc.key] }),
        client.invalidateQueries({ queryKey: ['forms'] }),
        client.invalidateQueries({ queryKey: ['records'] }),
      ]);
      void message.success(t('publish.done', { form: text(doc.title, doc.key) }));
      onClose();
    } catch (error) {
      if (error instanceof ApiError && error.status === 409) onStale();
      else if (error instanceof ApiError && error.errors.length > 0) {
        store.setFaults(error.errors);
        onClose();
      } else report(error);
    }
  };
  return (
    <PublishDrawer sentences={words(store.published, doc)} isBlocked={full.length > 0} onPublish={go} onClose={onClose}>
      {full.map((stage) => (
        <Relocation key={stage.key} stage={stage} />
      ))}
    </PublishDrawer>
  );
}
