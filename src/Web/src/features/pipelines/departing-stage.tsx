import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { isActive, jobQuery } from '@/api/jobs';
import { useText } from '@/lib/text';
import { usePipelineDesign, usePipelineDoc } from './pipeline-context';
import type { StageDocument } from './pipeline-document';
import { Relocation } from './relocation';
import type { Departure } from './use-departure';

/** Where the records go of a stage that is taken out, and how far they are. */
export function DepartingStage({ stage, departure }: { stage: StageDocument; departure: Departure }) {
  const { t } = useTranslation();
  const text = useText();
  const doc = usePipelineDoc();
  const { counts } = usePipelineDesign();
  const id = departure.jobs.get(stage.key);
  const { data: job } = useQuery({ ...jobQuery(id ?? ''), enabled: id !== undefined });
  const to = departure.targets.get(stage.key);
  return (
    <Relocation
      title={t('relocation.title', { stage: text(stage.title, stage.key) })}
      question="relocation.count"
      count={counts.get(stage.key) ?? 0}
      stages={doc.stages}
      to={to}
      job={job}
      isBusy={job !== undefined && isActive(job)}
      onChoose={(next) => departure.choose(stage.key, next)}
    >
      <p className="second">
        {t('relocation.onPublish')} {to !== undefined && departure.isNew(to) && t('relocation.new')}
      </p>
    </Relocation>
  );
}
