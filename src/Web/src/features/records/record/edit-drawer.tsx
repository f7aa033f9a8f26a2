import { useNavigate, useSearch } from '@tanstack/react-router';
import { Drawer } from 'antd';
import { useTranslation } from 'react-i18next';
import type { RecordData } from '@/api/types';
import { App } from '@/components/feedback';
import { useGuardedClose } from '@/components/form/create-dialog';
import { EditForm } from '@/components/form/edit-form';
import { usePhone } from '@/lib/media';
import type { FormModel } from '@/lib/form-model';

/** `?edit=true` opens the whole form beside the record. */
export function EditDrawer({ model, record, allowed }: { model: FormModel; record: RecordData; allowed: boolean }) {
  const { t } = useTranslation();
  const phone = usePhone();
  const { edit } = useSearch({ from: '/app/f/$form/$id' });
  const navigate = useNavigate();
  const { message } = App.useApp();
  const leave = () => void navigate({ to: '.', search: (before) => ({ ...before, edit: undefined }) });
  const close = useGuardedClose(leave);
  if (!edit || !allowed) return null;
  return (
    <Drawer
      open
      size={phone ? '100%' : 720}
      title={t('record.editTitle', { title: String(record[model.titleKey] ?? '') })}
      mask={{ closable: false }}
      onClose={close.ask}
    >
      <EditForm
        model={model}
        record={record}
        onStore={close.watch}
        onCancel={close.ask}
        onSaved={() => {
          message.success(t('record.saved'));
          leave();
        }}
      />
    </Drawer>
  );
}
