import { useState } from 'react';
import { PublishDrawer } from '@/components/definition/publish-drawer';
import { usePublish, type PublishEnds } from '@/components/definition/use-publish';
import { useText } from '@/lib/text';
import { DepartingStage } from './departing-stage';
import { usePipelineDesign } from './pipeline-context';
import { removedStages } from './pipeline-document';
import { useDeparture } from './use-departure';
import { usePipelineWords } from './use-pipeline-words';

/** What publishing changes in words. Records of stages that go move first; where to is asked. */
export function PublishDialog({ onTouch, ...ends }: PublishEnds & { onTouch: () => void }) {
  const text = useText();
  const { store, counts } = usePipelineDesign();
  const words = usePipelineWords();
  const [doc] = useState(() => store.doc());
  const full = removedStages(store.published, doc).filter((stage) => (counts.get(stage.key) ?? 0) > 0);
  const departure = useDeparture(full, onTouch);
  const publish = usePublish({
    ...ends,
    store,
    kind: 'pipelines',
    key: doc.key,
    title: text(doc.title, doc.key),
    changes: [['pipelines'], ['forms'], ['records']],
    before: departure.run,
  });
  const close = () => {
    departure.stop();
    ends.onClose();
  };
  return (
    <PublishDrawer
      sentences={words(store.published, doc)}
      isBlocked={full.some((stage) => !departure.targets.has(stage.key))}
      onPublish={publish}
      onClose={close}
    >
      {full.map((stage) => (
        <DepartingStage key={stage.key} stage={stage} departure={departure} />
      ))}
    </PublishDrawer>
  );
}
