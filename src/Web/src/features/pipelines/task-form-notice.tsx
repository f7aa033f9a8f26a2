import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { publish, readDefinition } from '@/api/definitions';
import { formsQuery, usePipelines } from '@/api/forms';
import type { FormDocument, TaskForm } from '@/api/types';
import { useReport } from '@/components/use-report';
import { usePipelineDesign, usePipelineDoc } from './pipeline-context';
import { ownTaskForm, setPipeline } from './pipeline-document';
import { pointsAlso, taskFormDocument } from './task-form';

/** Key tasks are records of a to-do form: one that another pipeline uses already, or one made here. */
export function TaskFormNotice() {
  const { t } = useTranslation();
  const { store } = usePipelineDesign();
  const doc = usePipelineDoc();
  const pipelines = usePipelines();
  const client = useQueryClient();
  const report = useReport();
  const [isBusy, setBusy] = useState(false);
  const known = pipelines.find((pipeline) => pipeline.taskForm)?.taskForm;

  const use = async () => {
    setBusy(true);
    try {
      const mapping = known ?? (await make());
      await pointAt(mapping);
      store.edit((now) => setPipeline(now, { taskForm: mapping }));
      await client.invalidateQueries({ queryKey: formsQuery.queryKey });
    } catch (error) {
      report(error);
    } finally {
      setBusy(false);
    }
  };
  const make = async (): Promise<TaskForm> => {
    const key = 'todo';
    if (!(await readDefinition('forms', key))) await publish('forms', key, taskFormDocument(key, doc.form), null);
    return ownTaskForm(key);
  };
  const pointAt = async (mapping: TaskForm) => {
    const form = await readDefinition<FormDocument>('forms', mapping.form);
    const next = form && pointsAlso(form.document, mapping.record, doc.form);
    if (form && next) await publish('forms', mapping.form, next, form.version);
  };
  return (
    <div className="task-form-notice" role="note">
      <span>{t('pipelineDesign.noTaskForm')}</span>
      <Button size="small" loading={isBusy} onClick={() => void use()}>
        {t(known ? 'pipelineDesign.useTaskForm' : 'pipelineDesign.makeTaskForm')}
      </Button>
    </div>
  );
}
