import { Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '@/api/client';
import { useBulkUpdate } from '@/api/records';
import type { RecordData } from '@/api/types';
import { useReason, useReport } from '@/components/use-report';
import { FieldInput } from '@/fields/field-input';
import type { FormModel } from '@/lib/form-model';
import type { Failure } from './bulk-bar';

type EditProps = {
  model: FormModel;
  records: RecordData[];
  initial: string;
  onClose: () => void;
  onOutcome: (failures: Failure[]) => void;
};

/** One field of all chosen records at once. */
export function BulkEdit({ model, records, initial, onClose, onOutcome }: EditProps) {
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
      okButtonProps={{ disabled: !field || (initial !== '' && value === null), loading: update.isPending }}
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
