import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '@/api/client';
import { useUpdateRecord } from '@/api/records';
import type { RecordData } from '@/api/types';
import { App } from '../feedback';
import { useReport } from '@/components/use-report';
import type { FormModel } from '@/lib/form-model';
import { differences, merged, type Difference } from './conflict';
import { ConflictDialog } from './conflict-dialog';
import { layoutFor } from './default-layout';
import { FormStore } from './form-store';
import { RecordForm } from './record-form';
import { SaveBar } from './save-bar';

type Props = {
  model: FormModel;
  record: RecordData;
  onSaved: (record: RecordData) => void;
  onCancel: () => void;
  onStore?: (store: FormStore) => void;
};
type Conflict = { error: ApiError; current: RecordData; found: Difference[] };

/** Edits what was loaded; a change by someone else meanwhile is merged, and asked about only where both changed the same field. */
export function EditForm({ model, record, onSaved, onCancel, onStore }: Props) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const report = useReport();
  const update = useUpdateRecord(model.key);
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const [version, setVersion] = useState(record.version);
  const [store] = useState(() => {
    const made = new FormStore(record);
    onStore?.(made);
    return made;
  });
  const layout = useMemo(() => layoutFor(model, 'detail'), [model]);

  const save = async (at = version) => {
    store.attempt();
    if (store.hasUnreadable() || update.isPending) return;
    const changes = store.changes();
    if (Object.keys(changes).length === 0) return onCancel();
    try {
      onSaved(await update.mutateAsync({ id: record.id, version: at, changes }));
    } catch (error) {
      if (error instanceof ApiError && error.status === 409 && error.current) await meet(error, error.current);
      else if (error instanceof ApiError && error.errors.length > 0) store.setFaults(error.errors);
      else report(error);
    }
  };
  const goOn = async (current: RecordData, own: Record<string, unknown>) => {
    store.rebase(current, own);
    setVersion(current.version);
    setConflict(null);
    if (Object.keys(own).length === 0) onSaved(current);
    else await save(current.version);
  };
  const meet = async (error: ApiError, current: RecordData) => {
    const yours = store.changes();
    const found = differences(store.base(), yours, current);
    if (found.length > 0) return setConflict({ error, current, found });
    message.info(t('conflict.merged'));
    await goOn(current, yours);
  };
  return (
    <RecordForm model={model} store={store} layout={layout} titles={record.$titles} onSubmit={() => void save()}>
      <SaveBar saving={update.isPending} saveLabel={t('common.save')} onSave={() => void save()} onCancel={onCancel} />
      {conflict && (
        <ConflictDialog
          model={model}
          found={conflict.found}
          by={conflict.error.changedBy}
          at={conflict.error.changedAt}
          titles={conflict.error.titles}
          onCancel={() => setConflict(null)}
          onDecide={(choice) => void goOn(conflict.current, merged(store.changes(), conflict.found, choice))}
        />
      )}
    </RecordForm>
  );
}
