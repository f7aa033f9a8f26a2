import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormInfo } from '@/api/forms';
import { App } from '@/components/feedback';
import { CreateDialog } from '@/components/form/create-dialog';

/** The create dialog that the URL asks for; ends on the new record's page, or where one was when it was made for another record. */
export default function NewRecord({ form, preset }: { form: string; preset?: Record<string, unknown> }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const info = useFormInfo(form);
  const close = () => void navigate({ to: '.', search: (before) => ({ ...before, new: undefined, preset: undefined }) });
  return (
    <CreateDialog
      form={form}
      preset={preset}
      onClose={close}
      onCreated={(record) => {
        message.success(t('form.created', { title: String(record[info?.recordTitle ?? ''] ?? '') }));
        if (preset) close();
        else void navigate({ to: '/f/$form/$id', params: { form, id: String(record.id) } });
      }}
    />
  );
}
