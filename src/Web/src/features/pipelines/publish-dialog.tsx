import { useState } from 'react';
import { PublishDrawer } from '@/components/definition/publish-drawer';
import { usePublish, type PublishEnds } from '@/components/definition/use-publish';
import { useText } from '@/lib/text';
import { usePipelineDesign } from './pipeline-context';
import { removedStages } from './pipeline-document';
import { Relocation } from './relocation';
import { usePipelineWords } from './use-pipeline-words';

/** What publishing changes in words; records of stages that go are given a place first. */
export function PublishDialog(ends: PublishEnds) {
  const text = useText();
  const { store, counts } = usePipelineDesign();
  const words = usePipelineWords();
  const [doc] = useState(() => store.doc());
  const full = removedStages(store.published, doc).filter((stage) => (counts.get(stage.key) ?? 0) > 0);
  const publish = usePublish({
    ...ends,
    store,
    kind: 'pipelines',
    key: doc.key,
    title: text(doc.title, doc.key),
    changes: [['pipelines'], ['forms'], ['records']],
  });
  return (
    <PublishDrawer sentences={words(store.published, doc)} isBlocked={full.length > 0} onPublish={publish} onClose={ends.onClose}>
      {full.map((stage) => (
        <Relocation key={stage.key} stage={stage} />
      ))}
    </PublishDrawer>
  );
}
