import { Button } from 'antd';
import { Eye } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useStopViewing } from '@/api/session';
import type { Session } from '@/api/types';
import { useReport } from '@/components/use-report';
import { useText } from '@/lib/text';

/** On every screen while an administrator looks through another's eyes: whose, and the way back. */
export function ViewingStrip({ viewAs }: { viewAs: NonNullable<Session['viewAs']> }) {
  const { t } = useTranslation();
  const text = useText();
  const report = useReport();
  const stop = useStopViewing();
  return (
    <section className="viewing" aria-label={t('viewAs.strip')}>
      <Eye size={16} aria-hidden />
      <span className="grow">
        {viewAs.user
          ? t('viewAs.asPerson', { name: viewAs.user.name || t('viewAs.gone') })
          : t('viewAs.asRole', { role: text(viewAs.role?.title, viewAs.role?.key) })}{' '}
        <span className="viewing-hint">{t('viewAs.readOnly')}</span>
      </span>
      <Button size="small" loading={stop.isPending} onClick={() => stop.mutate(undefined, { onError: report })}>
        {t('viewAs.stop')}
      </Button>
    </section>
  );
}
