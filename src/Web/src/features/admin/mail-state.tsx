import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { mailQuery } from '@/api/notifications';

/** How mail is doing, for those who can mend it. */
export function MailState() {
  const { t } = useTranslation();
  const mail = useQuery(mailQuery).data;
  if (!mail) return null;
  if (!mail.configured) return <p className="mail-state second">{t('mail.off')}</p>;
  if (mail.failed === 0) return <p className="mail-state second">{t('mail.fine', { count: mail.waiting })}</p>;
  return (
    <details className="mail-state">
      <summary>{t('mail.failed', { count: mail.failed })}</summary>
      <ul>
        {mail.items.map((item) => (
          <li key={item.id}>
            {item.reason} · {item.nextAt ? t('mail.tried', { count: item.attempts }) : t('mail.givenUp')}
          </li>
        ))}
      </ul>
    </details>
  );
}
