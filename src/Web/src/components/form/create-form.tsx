import { Button } from 'antd';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '@/api/client';
import { usePipelinesOf } from '@/api/forms';
import { useCreateRecord } from '@/api/records';
import type { RecordData } from '@/api/types';
import type { FormModel } from '@/lib/form-model';
import { useReport } from '@/components/use-report';
import { isPhone } from '@/lib/media';
import { constantDefaults } from './constant-defaults';
import { layoutFor, layoutKeys } from './default-layout';
import { FormStore, type Values } from './form-store';
import { useNameSuggestion } from './name-suggestion';
import { RecordForm } from './record-form';
import { SaveBar } from './save-bar';

type Props = {
  model: FormModel;
  preset?: Values;
  onCreated: (record: RecordData) => void;
  onCancel: () => void;
  onStore?: (store: FormStore) => void;
};

export function CreateForm({ model, preset, onCreated, onCancel, onStore }: Props) {
  const { t } = useTranslation();
  const report = useReport();
  const create = useCreateRecord(model.key);
  const [all, setAll] = useState(false);
  const [store] = useState(() => {
    const made = new FormStore({}, { ...constantDefaults(model), ...preset });
    onStore?.(made);
    return made;
  });
  // One key per attempt to create, so that a retry after a lost answer does not create twice.
  const attempt = useRef<string>(undefined);
  useNameSuggestion(store, model);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // On a phone the keyboard would cover the form before it has been seen.
    if (!isPhone()) box.current?.querySelector<HTMLElement>('.control :is(input, textarea)')?.focus();
  }, []);
  const pipelines = usePipelinesOf(model.key);
  // A new record enters all its pipelines. Who creates it owns it unless told otherwise, so the owner is never missing.
  const alsoRequired = useMemo(() => {
    const entries = pipelines.flatMap(({ stages }) => stages[0]?.required ?? []);
    return new Set(entries.filter((key) => key !== 'owner'));
  }, [pipelines]);
  const layouts = useMemo(() => ({ create: layoutFor(model, 'create'), detail: layoutFor(model, 'detail') }), [model]);
  const hasMore = useMemo(() => {
    const shown = new Set(layoutKeys(layouts.create));
    return layoutKeys(layouts.detail).some((key) => !shown.has(key) && model.fields.get(key)?.readOnly === false);
  }, [layouts, model]);

  const save = async () => {
    store.attempt();
    if (store.hasUnreadable() || create.isPending) return;
    attempt.current ??= crypto.randomUUID();
    try {
      onCreated(await create.mutateAsync({ values: store.changes(), key: attempt.current }));
    } catch (error) {
      if (error instanceof ApiError && error.status !== 0) attempt.current = undefined;
      if (error instanceof ApiError && error.errors.length > 0) store.setFaults(error.errors);
      else report(error);
    }
  };
  return (
    <div ref={box}>
      <RecordForm
        model={model}
        store={store}
        layout={all ? layouts.detail : layouts.create}
        alsoRequired={alsoRequired}
        onSubmit={() => void save()}
      >
        <SaveBar
          saving={create.isPending}
          saveLabel={t('common.create')}
          onSave={() => void save()}
          onCancel={onCancel}
          extra={
            hasMore && (
              <Button type="text" onClick={() => setAll(!all)}>
                {t(all ? 'form.fewerFields' : 'form.allFields')}
              </Button>
            )
          }
        />
      </RecordForm>
    </div>
  );
}
