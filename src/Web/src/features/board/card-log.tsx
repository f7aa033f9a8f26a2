import { Button } from 'antd';
import { MessageSquarePlus } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';

const LogDialog = lazy(() => import('@/features/records/record/log-dialog'));

/** The short way from a card to a line in its timeline. */
export function CardLog({ form, id, title }: { form: string; id: number; title: string }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        className="deal-log"
        type="text"
        size="small"
        aria-label={t('board.logTitle', { title })}
        title={t('record.log')}
        icon={<MessageSquarePlus size={16} />}
        onClick={() => setOpen(true)}
      />
      {open && (
        <Suspense fallback={null}>
          <LogDialog form={form} id={id} title={title} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
