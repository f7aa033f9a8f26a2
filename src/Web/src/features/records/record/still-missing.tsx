import { Button } from 'antd';
import { useId, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '@/api/client';
import { useUpdateRecord } from '@/api/records';
import type { MoveOption, RecordData, Stage } from '@/api/types';
import { App } from '@/components/feedback';
import { Control } from '@/components/form/control';
import { FormScope } from '@/components/form/form-scope';
import { FormStore } from '@/components/form/form-store';
import '@/components/form/form.css';
import '@/components/move/move.css';
import type { Extra } from '@/components/move/use-move';
import { useReport } from '@/components/use-report';
import type { FormModel } from '@/lib/form-model';
import { useText } from '@/lib/text';

type Props = {
  model: FormModel;
  record: RecordData;
  next: Stage;
  option: MoveOption;
  moving: boolean;
  onMove: (extra?: Extra) => void;
};

/** The fields the next stage asks for and the record lacks, to be filled on the spot. */
export function StillMissing({ model, record, next, option, moving, onMove }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const idPrefix = useId();
  const report = useReport();
  const { message } = App.useApp();
  const update = useUpdateRecord(model.key);
  const [store] = useState(() => new FormStore(record));
  const context = useMemo(() => ({ store, model, idPrefix }), [store, model, idPrefix]);
  const fields = option.missing.map((key) => model.fields.get(key)).filter((field) => field !== undefined);
  const stage = text(next.title, next.key);
  // Open tasks stand above with their boxes, missing fields below with their inputs.
  const rules = option.errors.filter((fault) => fault.code !== 'required' && fault.code !== 'task.open');

  const save = () => {
    const changes = store.changes();
    if (store.hasUnreadable() || Object.keys(changes).length === 0) return;
    update.mutate(
      { id: record.id, version: record.version, changes },
      {
        onSuccess: () => void message.success(t('record.saved')),
        onError: (error) => {
          if (error instanceof ApiError && error.errors.length > 0) store.setFaults(error.errors);
          else report(error);
        },
      },
    );
  };
  const move = () => {
    if (store.hasUnreadable()) return;
    const changes = store.changes();
    onMove(Object.keys(changes).length > 0 ? { fields: changes } : undefined);
  };
  return (
    <FormScope value={context}>
      <form
        className="missing"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          event.stopPropagation();
          save();
        }}
      >
        {fields.length + rules.length > 0 && <h3>{t('record.missing', { stage })}</h3>}
        {rules.length > 0 && (
          <ul className="plain-list dotted">
            {rules.map((fault) => (
              <li key={fault.path + fault.code + fault.message}>{fault.message}</li>
            ))}
          </ul>
        )}
        {fields.map((field) => (
          <Control key={field.key} field={field} required />
        ))}
        <div className="missing-actions">
          {option.allowed && (
            <Button loading={moving} onClick={move}>
              {t('move.to', { stage })}
            </Button>
          )}
          {fields.length > 0 && (
            <Button type="text" htmlType="submit" loading={update.isPending}>
              {t('record.saveOnly')}
            </Button>
          )}
        </div>
      </form>
    </FormScope>
  );
}
