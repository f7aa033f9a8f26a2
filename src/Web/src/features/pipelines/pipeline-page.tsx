import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { stageCountsQuery } from '@/api/pipelines';
import { useSession } from '@/api/session';
import { DocumentStore, useStored } from '@/components/definition/document-store';
import { Opening } from '@/components/definition/opening';
import { useOpened } from '@/components/definition/use-opened';
import { PageHeader } from '@/components/page-header';
import { Empty } from '@/components/states';
import { useFormModel, type FormModel } from '@/lib/form-model';
import { usePhone } from '@/lib/media';
import { PipelineContext } from './pipeline-context';
import { PipelineDesigner } from './pipeline-designer';
import type { PipelineDocument } from './pipeline-document';
import '@/components/definition/definition.css';
import '@/components/settings/settings.css';
import './pipelines.css';

/** One pipeline in its designer: the draft where there is one, else as it is published. */
export function PipelinePage() {
  const { t } = useTranslation();
  const { key } = useParams({ from: '/app/build/pipelines/$key' });
  const { can } = useSession();
  const phone = usePhone();
  if (!can['design'] || phone)
    return (
      <div className="page">
        <PageHeader title={t('nav.build')} />
        <Empty text={t(can['design'] ? 'pipelineDesign.notOnPhone' : 'state.notAllowed')}>
          <Link to="/build">{t('designer.back')}</Link>
        </Empty>
      </div>
    );
  return <Loaded key={key} pipeline={key} />;
}

const begin = (document: PipelineDocument, published: PipelineDocument | null, version: number | null) =>
  new DocumentStore<PipelineDocument>(document, published, version);

function Loaded({ pipeline }: { pipeline: string }) {
  const { t } = useTranslation();
  const { opened, reading, ...question } = useOpened('pipelines', pipeline, begin);
  if (!opened) return <Opening opened={opened} {...question} notThere={t('pipelineDesign.notThere')} />;
  return <WithForm key={reading} {...opened} onReload={question.reload} />;
}

type FormProps = {
  store: DocumentStore<PipelineDocument>;
  revision: number | null;
  current: number | null;
  onReload: () => void;
};

function WithForm(props: FormProps) {
  const form = useStored(props.store, (store) => store.doc().form);
  const model = useFormModel(form);
  return model ? (
    <WithCounts {...props} model={model} />
  ) : (
    <Opening opened={undefined} isError={false} error={null} reload={props.onReload} notThere="" />
  );
}

function WithCounts({ store, model, ...rest }: FormProps & { model: FormModel }) {
  const counted = useQuery({ ...stageCountsQuery(store.doc().key), enabled: store.published !== null }).data;
  const context = useMemo(
    () => ({
      store,
      model,
      fields: [...model.fields.values()],
      counts: new Map(counted?.map((item) => [item.stage, item.records])),
    }),
    [store, model, counted],
  );
  return (
    <PipelineContext value={context}>
      <PipelineDesigner {...rest} />
    </PipelineContext>
  );
}
