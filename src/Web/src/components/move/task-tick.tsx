import { Checkbox } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useQueryClient } from '@tanstack/react-query';
import { recordQuery, useUpdateRecord } from '@/api/records';
import type { RecordData, TaskForm } from '@/api/types';
import { useReadOnly } from '@/components/use-read-only';
import { useReport } from '@/components/use-report';

type Props = {
  taskForm: TaskForm;
  id: number;
  title: string;
  task?: RecordData;
  /** It is what a move was refused for. */
  refuses?: boolean;
};

/** Ticks a task off in place; a blocking one says so. */
export function TaskTick({ taskForm, id, title, task, refuses = false }: Props) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const report = useReport();
  const isReadOnly = useReadOnly() !== undefined;
  const update = useUpdateRecord(taskForm.form);
  const [ticked, setTicked] = useState<boolean | null>(null);
  const isWaived = taskForm.waived !== undefined && Boolean(task?.[taskForm.waived]);
  const done = ticked ?? task?.[taskForm.done] === true;
  const tick = async (checked: boolean) => {
    setTicked(checked);
    try {
      const version = task?.version ?? (await client.fetchQuery({ ...recordQuery(taskForm.form, id), staleTime: 0 })).version;
      await update.mutateAsync({ id, version, changes: { [taskForm.done]: checked } });
    } catch (error) {
      report(error);
      setTicked(null);
    }
    if (task) setTicked(null);
  };
  const blocks = refuses || (taskForm.must !== undefined && task?.[taskForm.must] === true);
  return (
    <Checkbox
      className={refuses && !done ? 'task-tick refuses' : 'task-tick'}
      checked={done}
      disabled={update.isPending || isReadOnly}
      onChange={(event) => void tick(event.target.checked)}
    >
      <span className={done || isWaived ? 'done' : undefined}>{title}</span>{' '}
      {blocks && !done && !isWaived && <span className="must">{t('move.blocks')}</span>}
    </Checkbox>
  );
}
