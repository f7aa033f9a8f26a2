import { Button } from 'antd';
import { ArrowRightLeft, Pencil, Trash2, UserRound, X } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDeleteRecord } from '@/api/records';
import { useSession } from '@/api/session';
import type { RecordData } from '@/api/types';
import { App } from '@/components/feedback';
import { LazyHandover } from '@/components/handover/lazy-handover';
import { useReadOnly } from '@/components/use-read-only';
import { useReason } from '@/components/use-report';
import type { FormModel } from '@/lib/form-model';

const BulkEdit = lazy(async () => ({ default: (await import('./bulk-edit')).BulkEdit }));

type Props = { model: FormModel; records: RecordData[]; onDone: () => void };
export type Failure = { id: number; reason: string };

/** Replaces the toolbar while rows are chosen. */
export function BulkBar({ model, records, onDone }: Props) {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  const reason = useReason();
  const mayBulk = useReadOnly() === undefined && model.info?.can.bulk === true;
  const remove = useDeleteRecord(model.key);
  const [editing, setEditing] = useState<string | null>(null);
  const [handing, setHanding] = useState(false);
  const { can } = useSession();
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
      {mayBulk && model.info?.can.update && (
        <>
          <Button icon={<UserRound size={16} />} onClick={() => setEditing('owner')}>
            {t('list.changeOwner')}
          </Button>
          {can['reassign'] && (
            <Button icon={<ArrowRightLeft size={16} />} onClick={() => setHanding(true)}>
              {t('handover.open')}
            </Button>
          )}
          <Button icon={<Pencil size={16} />} onClick={() => setEditing('')}>
            {t('list.editField')}
          </Button>
        </>
      )}
      {mayBulk && model.info?.can.delete && (
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
      {handing && (
        <LazyHandover
          title={t('handover.titleSelected', { count: records.length })}
          what={{ ids: { [model.key]: records.map((record) => record.id) } }}
          onClose={() => setHanding(false)}
          onDone={onDone}
        />
      )}
      {editing !== null && (
        <Suspense fallback={null}>
          <BulkEdit model={model} records={records} initial={editing} onClose={() => setEditing(null)} onOutcome={show} />
        </Suspense>
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
