import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { publish } from '@/api/definitions';
import { isActive, jobQuery, useCancelJob, type Job } from '@/api/jobs';
import { relocate, stageCountsQuery } from '@/api/pipelines';
import { useText } from '@/lib/text';
import { usePipelineDesign } from './pipeline-context';
import { withDeparting, type StageDocument } from './pipeline-document';

const pause = () => new Promise((resolve) => setTimeout(resolve, 500));

/** Empties stages before they go. What is new takes records in once it is published: then a version that has both comes first. */
export function useDeparture(full: readonly StageDocument[], onTouch: () => void) {
  const { t } = useTranslation();
  const text = useText();
  const client = useQueryClient();
  const { store } = usePipelineDesign();
  const { mutateAsync: cancel } = useCancelJob();
  const [targets, setTargets] = useState<ReadonlyMap<string, string>>(new Map());
  const [jobs, setJobs] = useState<ReadonlyMap<string, Job['id']>>(new Map());
  const stopped = useRef(false);
  const running = useRef<Job['id']>(undefined);
  const { key } = store.doc();

  const isNew = (stage: string | undefined) => !store.published?.stages.some((item) => item.key === stage);

  const publishBoth = async () => {
    if (!store.published) return;
    const both = withDeparting(store.document(), store.published, full);
    const stages = full.map((stage) => text(stage.title, stage.key)).join(', ');
    const version = await publish('pipelines', key, both, store.baseVersion, t('relocation.between', { stages }));
    store.rebase(both, version);
    onTouch();
  };

  const finished = async (id: Job['id']) => {
    for (;;) {
      const job = await client.fetchQuery({ ...jobQuery(id), staleTime: 0 });
      if (!isActive(job)) return job;
      await pause();
    }
  };

  const empty = async (stage: StageDocument, to: string) => {
    const { id } = await relocate(key, stage.key, to);
    running.current = id;
    setJobs((now) => new Map(now).set(stage.key, id));
    // One may have stopped while the job was being asked for.
    if (stopped.current) await cancel(id);
    const { state, refused = 0 } = await finished(id);
    running.current = undefined;
    return state === 'succeeded' && refused === 0;
  };

  return {
    targets,
    jobs,
    isNew,
    choose: (stage: string, to: string) => setTargets((now) => new Map(now).set(stage, to)),
    /** Answers whether all of them are empty now. */
    run: async () => {
      stopped.current = false;
      let isEmpty = true;
      try {
        if (full.some((stage) => isNew(targets.get(stage.key)))) await publishBoth();
        for (const stage of full) {
          const to = targets.get(stage.key);
          if (isEmpty && !stopped.current && to) isEmpty = await empty(stage, to);
        }
      } finally {
        await client.invalidateQueries({ queryKey: stageCountsQuery(key).queryKey });
      }
      return isEmpty && !stopped.current;
    },
    /** What has moved stays where it is now; nothing more moves, and the stages stay. */
    stop: () => {
      stopped.current = true;
      if (running.current !== undefined) void cancel(running.current);
    },
  };
}

export type Departure = ReturnType<typeof useDeparture>;
