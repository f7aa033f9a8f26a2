import { App, Button, Modal, Select } from 'antd';
import { Pencil, Trash2, UserRound, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '@/api/client';
import { useBulkUpdate, useDeleteRecord } from '@/api/records';
import type { RecordData } from '@/api/types';
import { useReason, useReport } from '@/components/use-report';
import { FieldInput } from '@/fields/field-input';
import type { FormModel } from '@/lib/form-model';

type Props = { model: FormModel; records: RecordData[]; onDone: () => void };
type Failure = { id: number; reason: string };

/** Replaces the toolbar while rows are chosen. */
export function BulkBar({ model, records, onDone }: Props) {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  const reason = useReason();
  const remove = useDeleteRecord(model.key);
  const [editing, setEditing] = useState<string | null>(null);
  const show = useOutcome(model, records, onDone);
  const deleteAll = async () => {
    const failures: Failure[] = [];
    for (const { id, version } of records)
      await remove.mutateAsync({ id, version }).catch((error: unknown) => failures.push({ id, reason: reason(error) }));
    show(failures);
  };
  return (
    <div className="filter-bar bulk-bar">
      <strong>{t('list.selected', { count: records.length })}</strong>
      {model.info?.can.update && (
        <>
          <Button icon={<UserRound size={16} />} onClick={() => setEditing('owner')}>
            {t('list.changeOwner')}
          </Button>
          <Button icon={<Pencil size={16} />} onClick={() => setEditing('')}>
            {t('list.editField')}
          </Button>
        </>
      )}
      {model.info?.can.delete && (
        <Button
          danger
          icon={<Trash2 size={16} />}
          onClick={() =>
            void modal.confirm({
              title: t('list.deleteTitle', { count: records.length }),
              content: t('record.deleteHint'),
              okText: t('common.delete'),
              cancelText: t('common.cancel'),
              okButtonProps: { danger: true },
              icon: null,
              onOk: deleteAll,
            })
          }
        >
          {t('common.delete')}
        </Button>
      )}
      <span className="grow" />
      <Button type="text" icon={<X size={16} />} onClick={onDone}>
        {t('list.clearSelection')}
      </Button>
      {editing !== null && (
        <BulkEdit model={model} records={records} initial={editing} onClose={() => setEditing(null)} onOutcome={show} />
      )}
    </div>
  );
}

function useOutcome(model: FormModel, records: RecordData[], onDone: () => void) {
  const { t } = useTranslation();
  const { modal, message } = App.useApp();
  return (failures: Failure[]) => {
    onDone();
    if (failures.length === 0) return void message.success(t('list.bulkDone', { count: records.length }));
    modal.warning({
      title: t('list.bulkFailed', { count: failures.length, all: records.length }),
      okText: t('common.close'),
      icon: null,
      content: failures.map(({ id, reason }) => (
        <p key={id}>
          {String(records.find((record) => record.id === id)?.[model.titleKey] ?? `#${id}`)} · {reason}
        </p>
      )),
    });
  };
}

type EditProps = {
  model: FormModel;
  records: RecordData[];
  initial: string;
  onClose: () => void;
  onOutcome: (failures: Failure[]) => void;
};

function BulkEdit({ model, records, initial, onClose, onOutcome }: EditProps) {
  const { t } = useTranslation();
  const report = useReport();
  const reason = useReason();
  const update = useBulkUpdate(model.key);
  const [key, setKey] = useState(initial);
  const [value, setValue] = useState<unknown>(null);
  const field = model.fields.get(key);
  const choices = [...model.fields.values()].filter((item) => !item.readOnly && item.type !== 'stage');
  const save = () =>
    update.mutate(
      { ids: records.map((record) => record.id), patch: { [key]: value } },
      {
        onError: report,
        onSuccess: ({ items }) => {
          onClose();
          onOutcome(
            items
              .filter((item) => !item.ok)
              .map((item) => ({ id: item.id, reason: reason(new ApiError(422, item.problem ?? {})) })),
          );
        },
      },
    );
  return (
    <Modal
      open
      title={initial ? t('list.changeOwner') : t('list.editField')}
      okText={t('list.changeCount', { count: records.length })}
      cancelText={t('common.cancel')}
      okButtonProps={{ disabled: !field, loading: update.isPending }}
      onOk={save}
      onCancel={onClose}
    >
      <div className="bulk-edit">
        {!initial && (
          <Select
            aria-label={t('filter.field')}
            placeholder={t('filter.field')}
            showSearch={{ optionFilterProp: 'label' }}
            value={key || undefined}
            options={choices.map((item) => ({ value: item.key, label: item.label }))}
            onChange={(next: string) => {
              setKey(next);
              setValue(null);
            }}
          />
        )}
        {field && <FieldInput key={key} field={field} label={field.label} value={value} onChange={setValue} />}
      </div>
    </Modal>
  );
}
