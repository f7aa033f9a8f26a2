import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useDrafts } from '@/api/definitions';
import { useForms, usePipelines } from '@/api/forms';
import { Empty } from '@/components/states';
import { currentLanguage, formTitle, useText } from '@/lib/text';

/** All pipelines with the form whose records go through them. */
export function PipelinesSection() {
  const { t } = useTranslation();
  const text = useText();
  const pipelines = usePipelines();
  const forms = useForms();
  const drafted = new Set(useDrafts('pipelines').map((draft) => draft.key));
  return (
    <section className="build-section" aria-labelledby="build-pipelines">
      <div className="build-head">
        <h2 id="build-pipelines">{t('build.pipelines')}</h2>
        <span className="grow" />
        <Link to="/build/pipelines/new">
          <Button icon={<Plus size={16} />} tabIndex={-1}>
            {t('pipelineDesign.new')}
          </Button>
        </Link>
      </div>
      {pipelines.length === 0 && <Empty text={t('build.noPipelines')} />}
      <ul className="build-list">
        {pipelines.map((pipeline) => (
          <li key={pipeline.key}>
            <Link to="/build/pipelines/$key" params={{ key: pipeline.key }}>
              <strong>{text(pipeline.title, pipeline.key)}</strong>
            </Link>
            <span className="second">
              {formTitle(
                forms.find((form) => form.key === pipeline.form),
                currentLanguage(),
              ) || pipeline.form}
            </span>
            <span className="second">{t('build.stages', { count: pipeline.stages.length })}</span>
            <span>{drafted.has(pipeline.key) && <em className="draft-mark">{t('build.draft')}</em>}</span>
            <Link
              to="/f/$form/board"
              params={{ form: pipeline.form }}
              search={{ pipeline: pipeline.key }}
              aria-label={t('build.openBoardOf', { pipeline: text(pipeline.title, pipeline.key) })}
            >
              {t('build.openBoard')}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
