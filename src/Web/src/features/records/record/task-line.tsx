import { Button, Input } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCreateRecord } from '@/api/records';
import { useSession } from '@/api/session';
import type { FormDocument, TaskForm } from '@/api/types';
import { useReport } from '@/components/use-report';
import { FieldInput } from '@/fields/field-input';
import { buildModel } from '@/lib/form-model';
import { useFormat } from '@/lib/use-format';
import { pointerTo } from './record-api';

/** A to-do on this record, for oneself. */
export function TaskLine({
  taskForm,
  document,
  form,
  id,
}: {
  taskForm: TaskForm;
  document: FormDocument;
  form: string;
  id: number;
}) {
  const { t } = useTranslation();
  const { language } = useFormat();
  const { user } = useSession();
  const report = useReport();
  const create = useCreateRecord(taskForm.form);
  const [title, setTitle] = useState('');
  const [due, setDue] = useState<unknown>(null);
  const fields = useMemo(() => buildModel(document, undefined, language).fields, [document, language]);
  const dueField = taskForm.due ? fields.get(taskForm.due) : undefined;
  const save = () => {
    if (!title.trim() || create.isPending) return;
    const values = {
      [taskForm.title]: title,
      [taskForm.record]: pointerTo(document.properties[taskForm.record], form, id),
      ...(taskForm.owner ? { [taskForm.owner]: user.id } : {}),
      ...(taskForm.due && due ? { [taskForm.due]: due } : {}),
    };
    create.mutate(
      { values },
      {
        onError: report,
        onSuccess: () => {
          setTitle('');
          setDue(null);
        },
      },
    );
  };
  return (
    <div className="composer-line">
      <Input
        aria-label={t('record.todo')}
        placeholder={t('record.todoHint')}
        value={title}
        onChange={(event) => setTitle(event.target.value)}
        onPressEnter={save}
      />
      <div className="composer-actions">
        {dueField && (
          <>
            <span className="second">{dueField.label}</span>
            <span>
              <FieldInput field={dueField} label={dueField.label} value={due} onChange={setDue} />
            </span>
          </>
        )}
        <Button disabled={!title.trim()} loading={create.isPending} onClick={save}>
          {t('common.save')}
        </Button>
      </div>
    </div>
  );
}
