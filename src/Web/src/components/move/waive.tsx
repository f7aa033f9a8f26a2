import { Button, Input, Popover } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useUpdateRecord } from '@/api/records';
import type { RecordData, TaskForm } from '@/api/types';
import { useReport } from '@/components/use-report';

/** Lets a key task go undone, for a reason that stays with it. */
export function Waive({ taskForm, waived, task }: { taskForm: TaskForm; waived: string; task: RecordData }) {
  const { t } = useTranslation();
  const report = useReport();
  const update = useUpdateRecord(taskForm.form);
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const title = String(task[taskForm.title] ?? '');
  const save = () =>
    update.mutate(
      { id: task.id, version: task.version, changes: { [waived]: reason.trim() } },
      { onError: report, onSuccess: () => setOpen(false) },
    );
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      open={open}
      onOpenChange={setOpen}
      content={
        <form
          className="waive-form"
          onSubmit={(event) => {
            event.preventDefault();
            if (reason.trim()) save();
          }}
        >
          <Input.TextArea
            autoFocus
            aria-label={t('record.waiveWhy')}
            placeholder={t('record.waiveWhy')}
            autoSize={{ minRows: 2 }}
            maxLength={500}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
          <Button type="primary" htmlType="submit" disabled={!reason.trim()} loading={update.isPending}>
            {t('record.waive')}
          </Button>
        </form>
      }
    >
      <Button size="small" type="text" aria-label={t('record.waiveTask', { title })}>
        {t('record.waive')}
      </Button>
    </Popover>
  );
}

/** Why a task need not be done, and the way back for who may waive. */
export function Waived({
  taskForm,
  waived,
  task,
  mayWaive,
}: {
  taskForm: TaskForm;
  waived: string;
  task: RecordData;
  mayWaive: boolean;
}) {
  const { t } = useTranslation();
  const report = useReport();
  const update = useUpdateRecord(taskForm.form);
  return (
    <div className="event-time">
      {t('record.waived', { reason: String(task[waived]) })}
      {mayWaive && (
        <Button
          size="small"
          type="link"
          loading={update.isPending}
          onClick={() => update.mutate({ id: task.id, version: task.version, changes: { [waived]: null } }, { onError: report })}
        >
          {t('record.unwaive')}
        </Button>
      )}
    </div>
  );
}
