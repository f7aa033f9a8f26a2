import { useTranslation } from 'react-i18next';
import { usePipelines } from '@/api/forms';
import { PageHeader } from '@/components/page-header';
import './home.css';
import { PipelineCard } from './pipeline-card';
import { Today } from './today';

/** What is due, and how much is open. */
export function HomePage() {
  const { t } = useTranslation();
  const pipelines = usePipelines();
  const taskForms = pipelines.flatMap((pipeline) => (pipeline.taskForm ? [pipeline.taskForm] : []));
  // Several pipelines may keep their to-dos in one form.
  const distinct = taskForms.filter((taskForm, index) => taskForms.findIndex((other) => other.form === taskForm.form) === index);
  return (
    <div className="page home">
      <PageHeader title={t('nav.home')} />
      {distinct.map((taskForm) => (
        <Today key={taskForm.form} taskForm={taskForm} />
      ))}
      {pipelines.length > 0 && (
        <section aria-labelledby="home-open">
          <h2 id="home-open">{t('home.mine')}</h2>
          <div className="home-cards">
            {pipelines.map((pipeline) => (
              <PipelineCard key={pipeline.key} pipeline={pipeline} />
            ))}
          </div>
        </section>
      )}
    </div>
  );
}
